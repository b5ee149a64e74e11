using System.Collections.Immutable;

namespace ProductGate.Domain;

/// <summary>In whose name somebody acts for an office.</summary>
public sealed record Right(Role Office, Capacity Capacity, string? OnBehalfOf = null)
{
    /// <summary>Everybody whose making of the product binds the act (R5).</summary>
    public string[] Behind(Actor by) => OnBehalfOf is null ? [by.Id] : [by.Id, OnBehalfOf];
}

/// <summary>Finds the right in which a person may act: their own, or one that was passed on to them.</summary>
public static class Rights
{
    /// <summary>The actor's own right first; null when there is none at all.</summary>
    public static Right? Of(Situation s, Deed deed, params ReadOnlySpan<Role> offices)
    {
        foreach (var office in offices)
            if (s.By.SpeaksFor(office)) return new(office, Capacity.Own);
        if (Grants.Of(deed).Lent is not { } power) return null;
        foreach (var office in offices)
            if (Lent(s, office, power).FirstOrDefault() is { } right) return right;
        return null;
    }

    /// <summary>Rights of the office that were passed on to the actor, a person whose principal is free to judge first.</summary>
    /// <remarks>The administrator never judges, not even for somebody else (domain.md, People).</remarks>
    public static IEnumerable<Right> Lent(Situation s, Role office, Power power) => s.By.Is(Role.Administrator)
        ? []
        : s.Product.Delegations.Concat(s.Standing).Where(d => d.Serves(s.By.Id, office, power, s.Now)).OrderBy(d => Duties.Contributed(s.Product, d.From) || s.Product.Recused.Contains(d.From))
            .Select(d => new Right(office, Capacity.Delegate, d.From));
}
