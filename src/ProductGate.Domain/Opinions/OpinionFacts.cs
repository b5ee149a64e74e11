namespace ProductGate.Domain;

/// <summary>How much an opinion weighs: an objection blocks the next gate, a required change the evaluation, a suggestion nothing.</summary>
public enum OpinionKind
{
    Objection,
    RequiredChange,
    Suggestion,
}

public enum OpinionAnswer
{
    Adopted,
    PartlyAdopted,
    NotAdopted,
}

/// <param name="Branch">The department of a liaison officer, who speaks for that branch alone; absent for other offices, and in facts from before it was kept.</param>
public sealed record OpinionRaised(
    Guid OpinionId, int Number, OpinionKind Kind, Role Office, Stage Stage, int Round, Section Section, string SectionHash, int Revision,
    string Subject, string Text, string WantedChange, string By, DateTimeOffset At, string? LegalBasis = null, string? Branch = null) : IFact;

public sealed record OpinionAnswered(Guid OpinionId, OpinionAnswer Answer, string Reason, int Revision, string By, DateTimeOffset At) : IFact;

public sealed record OpinionVerified(Guid OpinionId, int Revision, string Note, string By, DateTimeOffset At, string? OnBehalfOf = null) : IFact;

/// <summary>The raising office looked and did not find the promised change; the opinion is open again.</summary>
public sealed record OpinionVerificationFailed(Guid OpinionId, int Revision, string Reason, string By, DateTimeOffset At, string? OnBehalfOf = null) : IFact;

public sealed record OpinionWithdrawn(Guid OpinionId, string Reason, string By, DateTimeOffset At) : IFact;

public sealed record OpinionEscalated(Guid OpinionId, string Reason, string By, DateTimeOffset At) : IFact;

/// <summary>The committee agrees with the office: the team must adopt the change.</summary>
public sealed record OpinionUpheld(Guid OpinionId, string Reason, string By, DateTimeOffset At) : IFact;

/// <summary>The committee overrules the office until a date, and answers for it (R7).</summary>
public sealed record RiskAccepted(Guid OpinionId, string Reason, DateTimeOffset Expires, string By, DateTimeOffset At) : IFact;
