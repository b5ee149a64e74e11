using System.Collections.Immutable;

namespace ProductGate.Domain;

/// <summary>What a product's facts refer to, and a bundle has to bring along.</summary>
public sealed record BundleNeeds(ImmutableArray<PolicyRef> Policies, ImmutableArray<CalendarRef> Calendars, ImmutableArray<DocumentRef> Documents)
{
    public static BundleNeeds Of(IEnumerable<IFact> facts)
    {
        var all = facts.ToList();
        return new([.. all.SelectMany(PoliciesOf).Distinct()], [.. all.Select(CalendarOf).OfType<CalendarRef>().Distinct()], [.. all.SelectMany(DocumentsOf).DistinctBy(d => d.Sha256)]);
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

    private static IEnumerable<DocumentRef> DocumentsOf(IFact fact) => fact switch
    {
        DocumentAttached f => [new(f.Sha256, f.Name)],
        ConditionClosed f => f.Documents ?? [],
        FilingRecorded f => f.Documents ?? [],
        EvaluationRecorded f => f.Answers.SelectMany(a => a.Evidence ?? []),
        _ => [],
    };
}
