namespace ProductGate.Domain;

/// <summary>Which door a condition keeps shut: the launch, or nothing but its own due date after the launch.</summary>
public enum ConditionGate
{
    BeforeLaunch,
    AfterLaunch,
}

/// <summary>What an office asks for when it approves with conditions.</summary>
/// <param name="Office">The office that attached it; it also says when it is met.</param>
/// <param name="Owner">The department that has to act. Never the office itself.</param>
/// <param name="Due">Before launch: the agreed day. After launch: set when its round is launched.</param>
public sealed record Condition(Guid Id, int Number, string Text, Role Office, Role Owner, ConditionGate Gate, DateTimeOffset? Due, int? DaysAfterLaunch, string AttachedBy)
{
    public string? Evidence { get; init; }
    public string? ClosedBy { get; init; }

    /// <summary>Whose power was used to close it, where that was not the closer's own.</summary>
    public string? OnBehalfOf { get; init; }

    public bool IsOpen => ClosedBy is null;
}

public sealed record ConditionAttached(
    Guid ConditionId, int Number, string Text, Role Office, Role Owner, ConditionGate Gate, string By, DateTimeOffset At, Stage Stage, int Round,
    DateTimeOffset? Due = null, int? DaysAfterLaunch = null) : IFact;

public sealed record ConditionClosed(Guid ConditionId, string Evidence, string By, DateTimeOffset At, DocumentRef[]? Documents = null, string? OnBehalfOf = null) : IFact;

internal static class ConditionFold
{
    public static Product On(this Product p, ConditionAttached f) => p with
    {
        Conditions =
        [
            .. p.Conditions,
            new Condition(f.ConditionId, f.Number, f.Text, f.Office, f.Owner, f.Gate, f.Due, f.DaysAfterLaunch, f.By),
        ],
    };

    public static Product On(this Product p, ConditionClosed f) => p.WithDocuments(f.Documents) with
    {
        Conditions = [.. p.Conditions.Select(c => c.Id == f.ConditionId ? c with { Evidence = f.Evidence, ClosedBy = f.By, OnBehalfOf = f.OnBehalfOf } : c)],
    };
}
