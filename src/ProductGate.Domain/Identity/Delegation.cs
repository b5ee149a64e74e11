namespace ProductGate.Domain;

/// <summary>One person's right to sign for an office on one product, passed on for a time.</summary>
public sealed record Delegation(string From, string To, Role Office, DateTimeOffset Until)
{
    public bool Serves(string person, Role office, DateTimeOffset now) => To == person && Office == office && now < Until;
}

public sealed record AuthorityDelegated(string From, string To, Role Office, DateTimeOffset Until, string Reason, DateTimeOffset At) : IFact;

internal static class IdentityFold
{
    public static Product On(this Product p, AuthorityDelegated f) => p with
    {
        Delegations = [.. p.Delegations, new Delegation(f.From, f.To, f.Office, f.Until)],
    };
}
