namespace ProductGate.Domain;

public sealed record DeadlineSet(Guid DeadlineId, string Key, Role Owner, int Level, DateTimeOffset Due, string Calendar, DateTimeOffset At) : IFact;

public sealed record DeadlineMet(Guid DeadlineId, string Key) : IFact;

public sealed record DeadlineExtended(Guid DeadlineId, string Key, DateTimeOffset Due, string Reason, string By, DateTimeOffset At) : IFact;

public sealed record DeadlineMissed(Guid DeadlineId, string Key, Role Owner, int Level, DateTimeOffset Due, DateTimeOffset At) : IFact;

public sealed record DeadlineCancelled(Guid DeadlineId, string Key, string Reason) : IFact;

public sealed record DeadlinePaused(Guid DeadlineId, string Key, string Reason, string By, DateTimeOffset At) : IFact;

/// <param name="Due">The old date, later by the working time that it stood still.</param>
public sealed record DeadlineResumed(Guid DeadlineId, string Key, DateTimeOffset Due, string Reason, string By, DateTimeOffset At) : IFact;
