namespace ProductGate.Domain;

/// <summary>
/// Passing powers on and taking them back. Only what a person holds in their own right is passed on, and only once: what the
/// delegate may do is asked again at each use, for people are known by their tokens alone.
/// </summary>
public static class DelegationRules
{
    private const int LongestDays = 92;

    /// <summary>For one product: the delegate must be free to judge it.</summary>
    public static Decision Decide(Situation s, DelegateAuthority c)
    {
        var id = IdentityFold.NextId(s.Product);
        if (Duties.Check(s.Product, c.To, Sections.All, c.Office, "judge it for somebody else") is { } own) return new([], own);
        if (c.Named.Contains(Power.SignOff) && OppositeSigner(s.Product, s.Policy, c) is { } opposite) return opposite;
        return Decide(s.By, c, s.Now, id, s.Product.Delegations.Concat(s.Standing));
    }

    /// <summary>For every product; whether the delegate may judge one of them is asked at each use.</summary>
    /// <param name="known">The delegations from and to both people.</param>
    public static Decision Decide(Actor by, DelegateAuthority c, DateTimeOffset now, Guid id, IEnumerable<Delegation> known)
    {
        if (c.Office is Role.ProductTeam or Role.Administrator) return Decision.Invalid("office-odd", "office", "Only an office's powers can be passed on.");
        if (Authority.Check(by, Deed.DelegateEverywhere, c.Office) is { } forbidden) return new([], forbidden);
        if (c.To == by.Id) return Decision.Invalid("delegate-self", "to", "A right is passed on to somebody else.");
        if (c.Until <= now || c.Until > now.AddDays(LongestDays)) return Decision.Invalid("date-out-of-range", "until", $"A delegation ends within {LongestDays} days.");
        if (known.Any(d => !d.IsOver(now) && d.Office == c.Office && d.Powers.Intersect(c.Named).Any() && (d.To == by.Id || d.From == c.To)))
            return Decision.Refuse("delegation-chain", "A power is passed on once: neither by whom it was passed to, nor to whom has passed on their own.", "R5", [new("Pass it on to somebody else, in one's own right.", c.Office)]);
        return Decision.Record(new AuthorityDelegated(by.Id, c.To, c.Office, c.Until.ToUniversalTime(), c.Reason, now, id, c.Named));
    }

    public static Decision Decide(Situation s, RevokeDelegation c) =>
        s.Product.Delegations.FirstOrDefault(d => d.Id == c.DelegationId) is { } found ? Decide(s.By, found, c.Reason, s.Now) : Unknown;

    /// <summary>Whoever passed it on takes it back, or the administrators do, who look after delegations.</summary>
    public static Decision Decide(Actor by, Delegation d, string reason, DateTimeOffset now)
    {
        if (Authority.Check(by, Deed.RevokeEverywhere, d) is { } forbidden) return new([], forbidden);
        return d.IsOver(now)
            ? Decision.Refuse("delegation-over", "The delegation has ended already.", null, [new("Pass the power on again.", d.Office)])
            : Decision.Record(new DelegationRevoked(d.Id, d.From, d.To, d.Office, reason, by.Id, now));
    }

    public static readonly Decision Unknown = Decision.NotFound("unknown-delegation", "There is no such delegation.");

    /// <summary>The delegate has signed beside the office at a stage that still waits for it: two signatures would be one person's (R4).</summary>
    private static Decision? OppositeSigner(Product p, Policy policy, DelegateAuthority c) =>
        p.Requests.Where(r => r.Office == c.Office && !SignOffs.AreComplete(p, policy, r.Stage, r.Office)).Any(r => p.Valid.Any(v => v.Stage == r.Stage && (v.By == c.To || v.OnBehalfOf == c.To)))
            ? Decision.Refuse("opposite-signer", "The person has signed the same stage already; a second signature is another person's.", "R4", [new("Pass the power on to another person.", c.Office)])
            : null;
}
