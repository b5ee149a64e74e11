using ProductGate.Domain;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>R5 and the table of people: nobody judges what they made, and nobody acts for an office that is not theirs.</summary>
internal static class DutyLaws
{
    public static IEnumerable<Breach> Of(Ledger l, IFact fact, Batch batch)
    {
        foreach (var (person, sections) in Judged(l, fact))
            if (l.Made(person, sections)) yield return new("R5", $"{person}: {fact.GetType().Name} about own work.");
        if (batch.By.Kind == ActorKind.Machine && fact is not (DossierRevised or DocumentAttached or SignOffCarriedOver or SignOffInvalidated or SignOffRequested or IndicatorReported or SignalRaised or ReviewOpened or DistributionSuspended or DeadlineSet or DeadlineMet or DeadlineCancelled))
            yield return new("people", $"A machine: {fact}.");
        foreach (var (person, _) in Judged(l, fact))
            if (person is not null && l.Recused.Contains(person)) yield return new("R5", $"{person}: {fact.GetType().Name} after stepping aside.");
        if (fact is ConditionClosed closed && l.Conditions.Any(c => c.Attached.ConditionId == closed.ConditionId && batch.By.Is(c.Attached.Owner)))
            yield return new("R5", $"{closed.By} closed the condition that their own department had to meet.");
        if (!MayAct(l, fact, batch.By)) yield return new("people", $"{batch.By.Id} ({string.Join(", ", batch.By.Roles)}): {fact}.");
    }

    /// <summary>Who judges by this fact, and what: both the person and the one they stand in for.</summary>
    private static IEnumerable<(string? Person, IEnumerable<Section> Sections)> Judged(Ledger l, IFact fact) => fact switch
    {
        SignOffGiven f => [(f.By, f.Sections.Select(s => s.Section)), (f.OnBehalfOf, f.Sections.Select(s => s.Section))],
        OpinionVerified f => Both(f.By, f.OnBehalfOf, l.Opinion(f.OpinionId)!.Raised.Section),
        OpinionVerificationFailed f => Both(f.By, f.OnBehalfOf, l.Opinion(f.OpinionId)!.Raised.Section),
        OpinionWithdrawn f => Both(f.By, null, l.Opinion(f.OpinionId)!.Raised.Section),
        RiskAccepted f => [(f.By, [l.Opinion(f.OpinionId)!.Raised.Section])],
        ConditionClosed f => Both(f.By, f.OnBehalfOf, Sections.All),
        EvaluationRecorded f => [(f.By, Sections.All)],
        ReviewCompleted f => Both(f.By, f.OnBehalfOf, Sections.All),
        DistributionResumed f => [(f.By, Sections.All)],
        _ => [],
    };

    private static IEnumerable<(string? Person, IEnumerable<Section> Sections)> Both(string by, string? principal, params Section[] sections) => [(by, sections), (principal, sections)];

    private static bool MayAct(Ledger l, IFact fact, Actor by) => fact switch
    {
        StageSubmitted or OpinionAnswered or ProductWithdrawn or ProductLaunched or ChangeProposed => OwnTeam(l, by),
        DossierRevised f => OwnTeam(l, by) || l.Policy.Of(f.Section).Editors.Any(e => e != Role.ProductTeam && by.Is(e)),
        FilingRecorded => OwnTeam(l, by) || by.Is(Role.Compliance),
        EvaluationRecorded => by.Is(Role.ProtectionOffice),
        OpinionRaised f => SpeaksFor(by, f.Office),
        OpinionVerified f => Entitled(l, by, f.OnBehalfOf, Power.VerifyOpinions, f.At, l.Opinion(f.OpinionId)!.Raised.Office),
        OpinionVerificationFailed f => Entitled(l, by, f.OnBehalfOf, Power.VerifyOpinions, f.At, l.Opinion(f.OpinionId)!.Raised.Office),
        OpinionWithdrawn f => SpeaksFor(by, l.Opinion(f.OpinionId)!.Raised.Office),
        ConditionClosed f => Entitled(l, by, f.OnBehalfOf, Power.CloseConditions, f.At, l.Conditions.Single(c => c.Attached.ConditionId == f.ConditionId).Attached.Office, Role.Compliance),
        RiskAccepted f => by.Is(Role.Committee) && !SpeaksFor(by, l.Opinion(f.OpinionId)!.Raised.Office),
        OpinionUpheld => by.Is(Role.Committee),
        DistributionResumed => Protection(by),
        DistributionSuspended f => f.By == Actor.System.Id || Protection(by) || by.Is(Role.Compliance),
        ReviewCompleted f => Entitled(l, by, f.OnBehalfOf, Power.CompleteReviews, f.At, Role.ProtectionOffice, Role.ProtectionHead, Role.Compliance),
        DeadlineExtended or DeadlinePaused or DeadlineResumed => by.Is(Role.ProtectionHead) || by.Is(Role.Committee),
        DeadlineMissed => by.IsSystem,
        PolicyMigrated or CalendarMigrated => by.Is(Role.Administrator),
        AuthorityDelegated f => by.Is(f.Office) && f.From == by.Id && !l.Delegations.Any(d => f.At < d.Until && d.Office == f.Office && Named(d).Intersect(Named(f)).Any() && (d.To == f.From || d.From == f.To)),
        DelegationRevoked f => by.Id == f.From || by.Is(Role.Administrator),
        SignOffGiven f => Seated(l, f, by),
        _ => true,
    };

    private static bool Seated(Ledger l, SignOffGiven f, Actor by) => f.Capacity switch
    {
        Capacity.Own => SpeaksFor(by, f.Office),
        Capacity.Delegate => Lent(l, by, f.OnBehalfOf!, f.Office, Power.SignOff, f.At),
        _ => l.Deadlines.Any(d => d.Set.Level > 1 && d.Set.Key == $"sign-off/{f.Round}/{f.Stage}/{f.Office}" && by.Is(d.Set.Owner))
            && l.Standing.All(s => s.Given.Capacity != Capacity.Superior || s.Given.By != f.By || s.Given.Office == f.Office),
    };

    private static bool Entitled(Ledger l, Actor by, string? principal, Power power, DateTimeOffset at, params Role[] offices) =>
        principal is null ? offices.Any(o => SpeaksFor(by, o)) : offices.Any(o => Lent(l, by, principal, o, power, at));

    private static bool Lent(Ledger l, Actor by, string principal, Role office, Power power, DateTimeOffset at) =>
        l.Delegations.Any(d => (d.From, d.To, d.Office) == (principal, by.Id, office) && at < d.Until && Named(d).Contains(power)) && l.Bank.Find(principal).Is(office)
        && !l.Recused.Contains(principal) && !by.Is(Role.Administrator);

    private static Power[] Named(AuthorityDelegated f) => f.Powers ?? [Power.SignOff];

    private static bool OwnTeam(Ledger l, Actor by) => by.Is(Role.ProductTeam) && by.Teams.Contains(l.Declared.Team);

    private static bool Protection(Actor by) => by.Is(Role.ProtectionOffice) || by.Is(Role.ProtectionHead);

    private static bool SpeaksFor(Actor by, Role office) => by.Is(office) || (office == Role.ProtectionOffice && by.Is(Role.ProtectionHead));
}
