using System.Collections.Immutable;

namespace ProductGate.Domain;

/// <summary>Powers of an office that one person has passed on to another for a time, for one product or for all.</summary>
public sealed record Delegation(string From, string To, Role Office, DateTimeOffset Until)
{
    public Guid Id { get; init; }

    /// <summary>The right to sign off where nothing else was named.</summary>
    public ImmutableArray<Power> Powers { get; init; } = [Power.SignOff];

    public bool Revoked { get; init; }

    /// <summary>The stream in which somebody's delegations for every product are kept.</summary>
    public static Guid StreamOf(string from) => Ids.Derive($"delegations/{from}");

    public bool IsOver(DateTimeOffset now) => Revoked || now >= Until;

    public bool Serves(string person, Role office, Power power, DateTimeOffset now) => To == person && Office == office && Powers.Contains(power) && !IsOver(now);
}

internal static class IdentityFold
{
    public static Product On(this Product p, AuthorityDelegated f) => p with
    {
        Delegations = [.. p.Delegations, new Delegation(f.From, f.To, f.Office, f.Until) { Id = f.DelegationId ?? NextId(p), Powers = [.. f.Powers ?? [Power.SignOff]] }],
    };

    public static Product On(this Product p, DelegationRevoked f) => p with
    {
        Delegations = [.. p.Delegations.Select(d => d.Id == f.DelegationId ? d with { Revoked = true } : d)],
    };

    public static Guid NextId(Product p) => Ids.Derive(p.Id, "delegation", p.Delegations.Length + 1);
}
