using ProductGate.Domain;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>R5 and the table of people: nobody judges what they made, and nobody acts for an office that is not theirs.</summary>
internal static class DutyLaws
{
    public static IEnumerable<Breach> Of(Ledger l, IFact fact, Batch batch)
    {
        foreach (var (person, sections) in Judged(l, fact))
            if (l.Made(person, sections)) yield return new("R5", $"{person}: {fact.GetType().Name} about own work.");
        if (fact is ConditionClosed closed && l.Conditions.Any(c => c.Attached.ConditionId == closed.ConditionId && batch.By.Is(c.Attached.Owner)))
            yield return new("R5", $"{closed.By} closed the condition that their own department had to meet.");
        if (!MayAct(l, fact, batch.By)) yield return new("people", $"{batch.By.Id} ({string.Join(", ", batch.By.Roles)}): {fact}.");
    }

    /// <summary>Who judges by this fact, and what: both the person and the one they stand in for.</summary>
    private static IEnumerable<(string? Person, IEnumerable<Section> Sections)> Judged(Ledger l, IFact fact) => fact switch
    {
        SignOffGiven f => [(f.By, f.Sections.Select(s => s.Section)), (f.OnBehalfOf, f.Sections.Select(s => s.Section))],
        OpinionVerified f => [(f.By, [l.Opinion(f.OpinionId)!.Raised.Section])],
        OpinionVerificationFailed f => [(f.By, [l.Opinion(f.OpinionId)!.Raised.Section])],
        RiskAccepted f => [(f.By, [l.Opinion(f.OpinionId)!.Raised.Section])],
        ConditionClosed f => [(f.By, Sections.All)],
        EvaluationRecorded f => [(f.By, Sections.All)],
        ReviewCompleted f => [(f.By, Sections.All)],
        DistributionResumed f => [(f.By, Sections.All)],
        _ => [],
    };

    private static bool MayAct(Ledger l, IFact fact, Actor by) => fact switch
    {
        StageSubmitted or OpinionAnswered or ProductWithdrawn or ProductLaunched or ChangeProposed => OwnTeam(l, by),
        DossierRevised f => OwnTeam(l, by) || l.Policy.Of(f.Section).Editors.Any(e => e != Role.ProductTeam && by.Is(e)),
        FilingRecorded => OwnTeam(l, by) || by.Is(Role.Compliance),
        EvaluationRecorded => by.Is(Role.ProtectionOffice),
        OpinionRaised f => SpeaksFor(by, f.Office),
        OpinionVerified f => SpeaksFor(by, l.Opinion(f.OpinionId)!.Raised.Office),
        OpinionVerificationFailed f => SpeaksFor(by, l.Opinion(f.OpinionId)!.Raised.Office),
        OpinionUpheld or RiskAccepted => by.Is(Role.Committee),
        DistributionResumed => Protection(by),
        DistributionSuspended f => f.By == Actor.System.Id || Protection(by) || by.Is(Role.Compliance),
        ReviewCompleted => Protection(by) || by.Is(Role.Compliance),
        DeadlineExtended => by.Is(Role.ProtectionHead) || by.Is(Role.Committee),
        DeadlineMissed => by.IsSystem,
        PolicyMigrated => by.Is(Role.Administrator),
        AuthorityDelegated f => by.Is(f.Office),
        SignOffGiven f => Seated(l, f, by),
        _ => true,
    };

    private static bool Seated(Ledger l, SignOffGiven f, Actor by) => f.Capacity switch
    {
        Capacity.Own => SpeaksFor(by, f.Office),
        Capacity.Delegate => l.Delegations.Any(d => (d.From, d.To, d.Office) == (f.OnBehalfOf, by.Id, f.Office) && f.At < d.Until) && l.Bank.Find(f.OnBehalfOf!).Is(f.Office),
        _ => l.Deadlines.Any(d => d.Set.Level > 0 && d.Set.Key == $"sign-off/{f.Round}/{f.Stage}/{f.Office}" && by.Is(d.Set.Owner)),
    };

    private static bool OwnTeam(Ledger l, Actor by) => by.Is(Role.ProductTeam) && by.Teams.Contains(l.Declared.Team);

    private static bool Protection(Actor by) => by.Is(Role.ProtectionOffice) || by.Is(Role.ProtectionHead);

    private static bool SpeaksFor(Actor by, Role office) => by.Is(office) || (office == Role.ProtectionOffice && by.Is(Role.ProtectionHead));
}
