namespace ProductGate.Domain;

/// <summary>Who makes the product: the bank itself, another company for which the bank only sells, or both together.</summary>
public enum ProductKind
{
    Own,
    Agency,
    Cooperation,
}

/// <summary>How a change round of a launched product ended without a launch.</summary>
public enum ChangeEnd
{
    Rejected,
    Withdrawn,
}

/// <param name="Calendar">The bank's chosen calendar, where it is not the policy's own.</param>
public sealed record ProductDeclared(
    string Name, string Category, ProductKind Kind, string Team, PolicyRef Policy, string By, DateTimeOffset At, Guid? Predecessor = null, CalendarRef? Calendar = null) : IFact;

public sealed record DossierRevised(int Revision, Section Section, CanonicalJson Content, string Hash, string By, DateTimeOffset At) : IFact;

public sealed record DocumentAttached(int Revision, Section Section, string Sha256, string Name, string By) : IFact;

public sealed record ProductWithdrawn(string Reason, string By, DateTimeOffset At) : IFact;

public sealed record ProductRejected(Stage Stage, Role Office, string Reason, string By, DateTimeOffset At) : IFact;

/// <summary>A material change of a launched product: a new round begins, judged by the policy pinned here (R11).</summary>
public sealed record ChangeProposed(int Round, string Reason, PolicyRef Policy, string By, DateTimeOffset At, CalendarRef? Calendar = null) : IFact;

/// <summary>The change round ended without a launch; the launched revision stands.</summary>
public sealed record ChangeClosed(int Round, ChangeEnd End, string Reason, string By, DateTimeOffset At) : IFact;
