namespace ProductGate.Domain;

/// <summary>Pausing is no end (R15): the deadline stays open, neither reminds nor is missed, and runs on when somebody says so.</summary>
public static class PauseRules
{
    public static Decision Decide(Situation s, PauseDeadline c)
    {
        if (DeadlineRules.Find(s, c.DeadlineId) is not { } deadline) return DeadlineRules.NotFound;
        if (DeadlineRules.Fixed(s, deadline) is { } refused) return refused;
        if (deadline.IsPaused) return Decision.Refuse("deadline-paused", "The deadline stands still already.", "R15", DeadlineRules.LetItRun);
        if (deadline.IsDue(s.Now)) return Decision.Refuse("deadline-passed", "The date has passed; a missed deadline climbs and is not held back.", "R15", DeadlineRules.Matter(s, deadline));
        return Decision.Record(new DeadlinePaused(deadline.Id, deadline.Key, c.Reason, s.By.Id, s.Now));
    }

    public static Decision Decide(Situation s, ResumeDeadline c)
    {
        if (DeadlineRules.Find(s, c.DeadlineId) is not { } deadline) return DeadlineRules.NotFound;
        if (deadline.PausedAt is not { } since) return Decision.Refuse("deadline-running", "The deadline runs.", "R15", [new("Let the deadline stand still first.", Grants.Office(Deed.PauseDeadline))]);
        return Decision.Record(new DeadlineResumed(deadline.Id, deadline.Key, s.Policy.Calendar.Later(deadline.Due, since, s.Now), c.Reason, s.By.Id, s.Now));
    }
}
