namespace ProductGate.Domain;

public enum ItemResult
{
    Met,
    NotMet,
    NotApplicable,
}

/// <summary>One answer to one item of the policy's checklist.</summary>
public sealed record ItemAnswer(string Item, ItemResult Result, string? Note = null, DocumentRef[]? Evidence = null);

/// <summary>The newest answers to the checklist, and the exact revision they judge.</summary>
public sealed record EvaluationState(int Round, int Revision, ItemAnswer[] Answers, string By, DateTimeOffset At)
{
    /// <summary>Nobody signed it in time; it is to be done again.</summary>
    public bool Lapsed { get; init; }
}

/// <summary>The evaluation gate was passed: on this revision, at this time. The launch window runs from here (R4).</summary>
public sealed record PassedEvaluation(int Round, int Revision, DateTimeOffset At);

public sealed record EvaluationRecorded(int Round, int Revision, ItemAnswer[] Answers, string By, DateTimeOffset At) : IFact;

public sealed record EvaluationPassed(int Round, int Revision, DateTimeOffset At) : IFact;

internal static class EvaluationFold
{
    public static Product On(this Product p, EvaluationRecorded f) => p.WithDocuments(f.Answers.SelectMany(a => a.Evidence ?? [])) with
    {
        Evaluation = new(f.Round, f.Revision, f.Answers, f.By, f.At),
    };

    public static Product On(this Product p, EvaluationPassed f) => p with { Passed = new(f.Round, f.Revision, f.At) };
}
