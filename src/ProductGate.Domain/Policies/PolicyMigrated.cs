namespace ProductGate.Domain;

/// <summary>The only way for a running round to come under another policy version (R11).</summary>
public sealed record PolicyMigrated(PolicyRef From, PolicyRef To, string Reason, string By, DateTimeOffset At) : IFact;
