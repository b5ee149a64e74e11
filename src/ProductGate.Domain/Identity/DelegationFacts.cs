namespace ProductGate.Domain;

/// <param name="Powers">Absent in facts from before powers had names: the right to sign off.</param>
public sealed record AuthorityDelegated(
    string From, string To, Role Office, DateTimeOffset Until, string Reason, DateTimeOffset At, Guid? DelegationId = null, Power[]? Powers = null) : IFact;

/// <summary>A delegation ended before its time. What was done under it stands.</summary>
public sealed record DelegationRevoked(Guid DelegationId, string From, string To, Role Office, string Reason, string By, DateTimeOffset At) : IFact;
