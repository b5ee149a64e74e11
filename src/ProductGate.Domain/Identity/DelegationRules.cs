namespace ProductGate.Domain;

public static class DelegationRules
{
    private const int LongestDays = 92;

    public static Decision Decide(Situation s, DelegateAuthority c)
    {
        if (c.Office is Role.ProductTeam or Role.Administrator) return Decision.Invalid("office-odd", "office", "Only an office's right to sign off can be passed on.");
        if (!s.By.Is(c.Office)) return Decision.Forbid("role-not-allowed", $"Only {Words.Of(c.Office)} can pass on its right to sign.", null, new Missing("Ask somebody of this office.", c.Office, null));
        if (c.To == s.By.Id) return Decision.Invalid("delegate-self", "to", "A right is passed on to somebody else.");
        if (c.Until <= s.Now || c.Until > s.Now.AddDays(LongestDays)) return Decision.Invalid("date-out-of-range", "until", $"A delegation ends within {LongestDays} days.");
        if (Duties.Check(s.Product, c.To, Sections.All, "sign it off for somebody else") is { } own) return new([], own);
        return Decision.Record(new AuthorityDelegated(s.By.Id, c.To, c.Office, c.Until.ToUniversalTime(), c.Reason, s.Now));
    }
}
