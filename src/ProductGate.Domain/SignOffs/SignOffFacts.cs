using System.Collections.Immutable;

namespace ProductGate.Domain;

public enum SignOffDecision
{
    Approve,
    ApproveWithConditions,
    SendBack,
    Reject,
    Recuse,
}

/// <summary>In whose right a person signs.</summary>
public enum Capacity
{
    Own,
    Delegate,

    /// <summary>The head of the office, or the committee, resolving a sign-off that is overdue (R15).</summary>
    Superior,
}

/// <summary>What a signature says: that the matter was looked at, or that it is agreed to.</summary>
public enum SignOffMeaning
{
    Reviewed,
    Approved,
}

/// <summary>A section as it was signed. A section that was not there yet is pinned by an empty hash.</summary>
public sealed record SectionHash(Section Section, string Hash);

public sealed record SignOffRequested(Stage Stage, int Round, Role Office, int Revision, DateTimeOffset At) : IFact;

/// <param name="View">The hash of <see cref="SignedView"/>; signatures of earlier releases have none.</param>
public sealed record SignOffGiven(
    Stage Stage, int Round, Role Office, SignOffDecision Decision, SignOffMeaning Meaning, Capacity Capacity, int Revision,
    ImmutableArray<SectionHash> Sections, PolicyRef Policy, string Reason, string By, DateTimeOffset At, string? OnBehalfOf = null,
    string? View = null) : IFact;

/// <summary>A signature that stands on the new revision because none of its sections changed.</summary>
public sealed record SignOffCarriedOver(Stage Stage, int Round, Role Office, string SignedBy, int FromRevision, int ToRevision, string Reason) : IFact;

public sealed record SignOffInvalidated(Stage Stage, int Round, Role Office, string SignedBy, ImmutableArray<Section> Changed, string Reason) : IFact;

public sealed record ReviewerRecused(string Person, string Reason, DateTimeOffset At) : IFact;
