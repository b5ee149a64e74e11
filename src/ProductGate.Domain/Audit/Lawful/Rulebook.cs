using System.Collections.Immutable;

namespace ProductGate.Domain;

/// <summary>The policies and calendars that a bundle brings along; each counts only for the hash that the facts pinned (R11).</summary>
internal sealed record Rulebook(ImmutableArray<Policy> Policies, ImmutableArray<Calendar> Calendars)
{
    /// <exception cref="InvalidPolicyException">One cannot be used.</exception>
    public static Rulebook Of(Bundle bundle) => new([.. bundle.Texts("policies").Select(p => PolicyReader.Read(p))], [.. bundle.Texts("calendars").Select(CalendarReader.Read)]);

    public Policy? For(Product product) => Find(product.Policy, product.Calendar);

    /// <summary>The policy with the calendar that was chosen beside it; null where one is missing.</summary>
    public Policy? Find(PolicyRef pinned, CalendarRef? chosen)
    {
        if (Policies.FirstOrDefault(p => p.Ref == pinned) is not { } policy) return null;
        return chosen is null ? policy : Find(chosen) is { } calendar ? policy.Under(calendar) : null;
    }

    public Calendar? Find(CalendarRef pinned) => Calendars.FirstOrDefault(c => c.Ref == pinned);
}
