using System.Collections.Immutable;

namespace ProductGate.Domain;

/// <summary>What a product's facts refer to, and a bundle has to bring along.</summary>
/// <param name="Principals">In whose name somebody acted: what they passed on for every product stands in streams of its own.</param>
public sealed record BundleNeeds(ImmutableArray<PolicyRef> Policies, ImmutableArray<CalendarRef> Calendars, ImmutableArray<DocumentRef> Documents, ImmutableArray<string> Principals)
{
    public static BundleNeeds Of(IEnumerable<IFact> facts)
    {
        var all = facts.ToList();
        return new([.. all.SelectMany(PoliciesOf).Distinct()], [.. all.Select(CalendarOf).OfType<CalendarRef>().Distinct()], [.. all.SelectMany(DocumentsOf).DistinctBy(d => d.Sha256)], [.. all.Select(PrincipalOf).OfType<string>().Distinct().Order(StringComparer.Ordinal)]);
    }

    private static IEnumerable<PolicyRef> PoliciesOf(IFact fact) => fact switch
    {
        ProductDeclared f => [f.Policy],
        ChangeProposed f => [f.Policy],
        PolicyMigrated f => [f.From, f.To],
        _ => [],
    };

    private static CalendarRef? CalendarOf(IFact fact) => fact switch
    {
        ProductDeclared f => f.Calendar,
        ChangeProposed f => f.Calendar,
        CalendarMigrated f => f.To,
        _ => null,
    };

    private static string? PrincipalOf(IFact fact) => fact switch
    {
        SignOffGiven f => f.OnBehalfOf,
        OpinionVerified f => f.OnBehalfOf,
        OpinionVerificationFailed f => f.OnBehalfOf,
        ConditionClosed f => f.OnBehalfOf,
        ReviewCompleted f => f.OnBehalfOf,
        _ => null,
    };

    private static IEnumerable<DocumentRef> DocumentsOf(IFact fact) => fact switch
    {
        DocumentAttached f => [new(f.Sha256, f.Name)],
        ConditionClosed f => f.Documents ?? [],
        FilingRecorded f => f.Documents ?? [],
        EvaluationRecorded f => f.Answers.SelectMany(a => a.Evidence ?? []),
        _ => [],
    };
}
