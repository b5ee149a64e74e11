namespace ProductGate.Domain;

public static class DelegationRules
{
    private const int LongestDays = 92;

    /// <summary>For one product: the delegate must not have contributed to it.</summary>
    public static Decision Decide(Situation s, DelegateAuthority command) =>
        Duties.Check(s.Product, command.To, Sections.All, "sign it off for somebody else") is { } own ? new([], own) : Decide(s.By, command, s.Now);

    /// <summary>For every product; whether the delegate contributed to one of them is asked at each signature.</summary>
    public static Decision Decide(Actor by, DelegateAuthority c, DateTimeOffset now)
    {
        if (c.Office is Role.ProductTeam or Role.Administrator) return Decision.Invalid("office-odd", "office", "Only an office's right to sign off can be passed on.");
        if (!by.Is(c.Office)) return Decision.Forbid("role-not-allowed", $"Only {Words.Of(c.Office)} can pass on its right to sign.", null, new Missing("Ask somebody of this office.", c.Office, null));
        if (c.To == by.Id) return Decision.Invalid("delegate-self", "to", "A right is passed on to somebody else.");
        if (c.Until <= now || c.Until > now.AddDays(LongestDays)) return Decision.Invalid("date-out-of-range", "until", $"A delegation ends within {LongestDays} days.");
        return Decision.Record(new AuthorityDelegated(by.Id, c.To, c.Office, c.Until.ToUniversalTime(), c.Reason, now));
    }
}
