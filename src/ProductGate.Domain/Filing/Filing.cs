namespace ProductGate.Domain;

/// <summary>What the law asks for before the product may be sold.</summary>
public enum FilingType
{
    Approval,
    Filing,
    NotRequired,
}

public enum FilingOutcome
{
    Pending,
    Accepted,
    Refused,
}

/// <summary>The regulator's step as last recorded.</summary>
public sealed record FilingState(FilingType Type, string LegalBasis, FilingOutcome Outcome, string By)
{
    /// <summary>The round in which it was recorded; each has a step of its own.</summary>
    public int Round { get; init; }
    public string? Reference { get; init; }
    public DateOnly? Date { get; init; }
    public string? Limits { get; init; }

    /// <summary>The last day of its validity, if it has one.</summary>
    public DateOnly? Expires { get; init; }

    public bool IsClosed => Type == FilingType.NotRequired || Outcome == FilingOutcome.Accepted;

    public bool IsExpired(DateOnly today) => Expires < today;
}

public sealed record FilingRecorded(
    FilingType Type, string LegalBasis, FilingOutcome Outcome, string By, DateTimeOffset At, string? Reference = null, DateOnly? Date = null,
    string? Limits = null, DateOnly? Expires = null, DocumentRef[]? Documents = null) : IFact;

internal static class FilingFold
{
    public static Product On(this Product p, FilingRecorded f) => p.WithDocuments(f.Documents) with
    {
        Filing = new FilingState(f.Type, f.LegalBasis, f.Outcome, f.By) { Round = p.Round, Reference = f.Reference, Date = f.Date, Limits = f.Limits, Expires = f.Expires },
    };
}
