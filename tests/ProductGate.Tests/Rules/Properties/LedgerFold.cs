using ProductGate.Domain;

namespace ProductGate.Tests.Rules.Properties;

internal sealed partial record Ledger
{
    public Ledger With(IFact fact) => Folded(fact) with { Count = Count + 1 };

    private Ledger Folded(IFact fact) => fact switch
    {
        ProductDeclared f => Pin(f.Policy, f.Calendar) with { Declared = f, Round = 1, RoundOpen = true, Awaited = Stage.InternalDeclaration },
        ChangeProposed f => Pin(f.Policy, f.Calendar) with
        {
            Round = f.Round, RoundOpen = true, Awaited = Stage.InternalDeclaration, Requests = [], Evaluation = null, Passed = null,
        },
        PolicyMigrated f => Pin(f.To, Calendar),
        CalendarMigrated f => Pin(Pinned, f.To),
        StageSubmitted => this with { Submitted = true },
        StageCompleted f => this with { Awaited = f.Stage + 1 },
        StageEntered f => this with { Stage = f.Stage, Submitted = false, Awaited = null },
        StageSentBack f => this with { Stage = f.To, Submitted = false, Requests = [.. Requests.Where(r => r.Stage < f.To)] },
        DossierRevised f => this with { Revision = f.Revision, Dossier = Dossier.With(f) },
        ChangeClosed => this with { RoundOpen = false, Stage = Stage.LaunchMonitoring, Requests = [], Revision = Launch!.Launched.Revision, Dossier = Launch.Dossier with { First = Dossier.First } },
        ProductWithdrawn or ProductRejected => this with { Over = true, RoundOpen = false },
        ProductRetired => this with { Over = true, RoundOpen = false, Market = MarketState.Retired },
        ProductLaunched f => Launched(f),
        FilingRecorded f => this with { Filing = f, FiledInRound = Round },
        EvaluationRecorded f => this with { Evaluation = f },
        EvaluationPassed f => this with { Passed = f },
        AuthorityDelegated f => this with { Delegations = Delegations.Add(f) },
        DelegationRevoked f => this with { Delegations = [.. Delegations.Where(d => d.DelegationId != f.DelegationId)] },
        ReviewerRecused f => this with { Recused = Recused.Add(f.Person) },
        ConditionAttached f => this with { Conditions = Conditions.Add(new(f, f.Due)) },
        ConditionClosed f => this with { Conditions = [.. Conditions.Select(c => c.Attached.ConditionId == f.ConditionId ? c with { Closed = true } : c)] },
        _ => Signed(fact) ?? Said(fact) ?? Watched(fact) ?? Timed(fact) ?? this,
    };

    private Ledger Pin(PolicyRef policy, CalendarRef? calendar) => this with { Pinned = policy, Calendar = calendar, Policy = Rulebooks.Find(policy, calendar) };

    private Ledger Launched(ProductLaunched f) => this with
    {
        RoundOpen = false,
        Launch = new(f, Dossier),
        Launches = Launches.Add(f.At),
        Market = Market == MarketState.NotLaunched ? MarketState.Live : Market,
        Conditions = [.. Conditions.Select(c => !c.Closed && c.Due is null ? c with { Due = f.At.AddDays(c.Attached.DaysAfterLaunch ?? 0) } : c)],
    };

    private Ledger? Signed(IFact fact) => fact switch
    {
        SignOffRequested f => this with { Requests = Requests.Add(f) },
        SignOffGiven f => this with { Signatures = Signatures.Add(new(f)) },
        SignOffInvalidated f => this with
        {
            Signatures = [.. Signatures.Select(s => s.IsNamedBy(f.Stage, f.Round, f.Office, f.SignedBy) ? s with { Invalidated = true } : s)],
            Requests = [.. Requests.Where(r => (r.Stage, r.Office) != (f.Stage, f.Office))],
        },
        _ => null,
    };

    private Ledger? Said(IFact fact) => fact switch
    {
        OpinionRaised f => this with { Opinions = Opinions.Add(new(f)) },
        OpinionAnswered f => About(f.OpinionId, o => o with
        {
            Answer = f.Answer,
            Phase = o.Raised.Kind == OpinionKind.Suggestion && f.Answer == OpinionAnswer.NotAdopted ? OpinionPhase.Closed : OpinionPhase.WaitsForOffice,
        }),
        OpinionVerified f => About(f.OpinionId, o => o with { Phase = OpinionPhase.Closed }),
        OpinionVerificationFailed f => About(f.OpinionId, o => o with { Phase = OpinionPhase.WaitsForTeam }),
        OpinionWithdrawn f => About(f.OpinionId, o => o with { Phase = OpinionPhase.Closed, Withdrawn = true }),
        OpinionEscalated f => About(f.OpinionId, o => o with { Phase = OpinionPhase.WaitsForCommittee, Bypassed = o.Phase == OpinionPhase.WaitsForTeam || o.Answer != OpinionAnswer.NotAdopted }),
        OpinionUpheld f => About(f.OpinionId, o => o with { Phase = OpinionPhase.WaitsForTeam, MustBeAdopted = true }),
        RiskAccepted f => About(f.OpinionId, o => o with { Phase = OpinionPhase.RiskAccepted, Risk = f }),
        _ => null,
    };

    private Ledger About(Guid opinion, Func<OpinionTrack, OpinionTrack> change) =>
        this with { Opinions = [.. Opinions.Select(o => o.Raised.OpinionId == opinion ? change(o) : o)] };

    private Ledger? Watched(IFact fact) => fact switch
    {
        ReviewOpened f => this with
        {
            Reviews = [.. Reviews.Select(r => f.Kind == ReviewKind.Missed && r.IsOpen && r.Opened.Kind == ReviewKind.Scheduled ? r with { Replaced = true } : r), new(f)],
        },
        ReviewCompleted f => this with
        {
            Reviews = [.. Reviews.Select(r => r.Opened.ReviewId == f.ReviewId ? r with { Completed = f, InSuspension = Market == MarketState.Suspended } : r)],
        },
        DistributionSuspended => this with { Market = MarketState.Suspended, Reviews = [.. Reviews.Select(r => r with { InSuspension = false })] },
        DistributionResumed => this with { Market = MarketState.Live },
        _ => null,
    };

    private Ledger? Timed(IFact fact) => fact switch
    {
        DeadlineSet f => this with { Deadlines = Deadlines.Add(new(f, f.Due)), DeadlinesEverSet = DeadlinesEverSet.Add(f.DeadlineId) },
        DeadlineExtended f => Changed(f.DeadlineId, d => d with { Due = f.Due, Named = true }),
        DeadlinePaused f => Changed(f.DeadlineId, d => d with { PausedAt = f.At }),
        DeadlineResumed f => Changed(f.DeadlineId, d => d with { PausedAt = null, Due = f.Due }),
        DeadlineRecalculated f => Changed(f.DeadlineId, d => d with { Due = f.To }),
        DeadlineMet f => Ended(f.DeadlineId),
        DeadlineCancelled f => Ended(f.DeadlineId),
        DeadlineMissed f => Ended(f.DeadlineId) with
        {
            Reviews = [.. Reviews.Select(r => f.Key == $"review/{r.Opened.Number}" ? r with { Missed = true } : r)],
        },
        _ => null,
    };

    private Ledger Changed(Guid deadline, Func<DeadlineTrack, DeadlineTrack> change) => this with { Deadlines = [.. Deadlines.Select(d => d.Set.DeadlineId == deadline ? change(d) : d)] };

    private Ledger Ended(Guid deadline) => this with { Deadlines = [.. Deadlines.Where(d => d.Set.DeadlineId != deadline)] };
}
