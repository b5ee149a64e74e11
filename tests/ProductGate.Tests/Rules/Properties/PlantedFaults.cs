using ProductGate.Domain;
using ProductGate.Tests.Support;
using static ProductGate.Tests.Rules.Properties.PlantedFault;
using static ProductGate.Tests.Rules.Properties.SoundLives;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>One broken rule a line: what the history would look like if the domain had forgotten the check.</summary>
internal static class PlantedFaults
{
    private static readonly DateTimeOffset Later = Sample.Monday.AddYears(2);

    public static readonly PlantedFault[] All =
    [
        new("R1", "a stage is jumped over", Launched, Change<StageEntered>(f => f.Stage == Stage.Handover ? [f with { Stage = Stage.MarketingPlanning }] : [f])),
        new("R1", "a stage is sent back further than the policy allows", SentBack, Change<StageSentBack>(f => [f with { To = Stage.InternalDeclaration, From = Stage.Handover }])),
        new("R1", "a completed stage is not left", Launched, Without<StageEntered>(f => f.Stage == Stage.Handover)),
        new("R1", "an unlaunched product gets a second round", Filed, Then(
            People.Designer, b => [new ChangeProposed(2, "More.", Rulebooks.Shipped.Ref, b.By.Id, b.Now), new StageEntered(Stage.InternalDeclaration, 2, b.Now)])),
        new("R2", "an office's signature is missing", Launched, Without<SignOffGiven>(f => f is { Stage: Stage.PreliminaryReview, Office: Role.Compliance })),
        new("R2", "one of two committee members signs twice", Launched, Change<SignOffGiven>(f => f.Office == Role.Committee ? [f with { By = People.FirstMember.Id }] : [f])),
        new("R2", "a signature pins a text that is not there", Launched, Change<SignOffGiven>(f => f.Office == Role.Testing ? [f with { Sections = [new(Section.Testing, "0")] }] : [f])),
        new("R2", "a stage completes without being handed in", Launched, Without<StageSubmitted>(f => f.Stage == Stage.Handover)),
        new("R2", "a stage completes without its field", Launched, Without<DossierRevised>(f => f.Section == Section.Handover)),
        new("R2", "a stage completes without the regulator", Launched, Without<FilingRecorded>(_ => true)),
        new("R3", "an objection is overlooked", Objected, Without<OpinionVerified>(_ => true)),
        new("R3", "a required change is overlooked at the evaluation", Launched, Before<StageSubmitted>(f => f.Stage == Stage.RegulatoryFiling, b => [Opinion(b, OpinionKind.RequiredChange)])),
        new("R4", "another revision is launched", Launched, Change<ProductLaunched>(f => [f with { Revision = f.Revision - 1 }])),
        new("R4", "the launch window has passed", Launched, batches => batches.Select(b => b.Facts.OfType<ProductLaunched>().Any() ? b with { Now = Later } : b)),
        new("R4", "one person signs the evaluation for both offices", Launched, Change<SignOffGiven>(f => f.Office == Role.ProtectionHead ? [f with { By = People.Officer.Id }] : [f])),
        new("R4", "a condition before launch is open", Conditioned, Without<ConditionClosed>(_ => true)),
        new("R4", "a channel is used that the dossier calls unsuitable", Launched, Change<ProductLaunched>(f => [f with { Channels = ["telephone"] }])),
        new("R4", "the filing has expired", Launched, Change<FilingRecorded>(f => [f with { Expires = new DateOnly(2026, 2, 28) }])),
        new("R4", "the evaluation did not pass", Launched, Change<EvaluationRecorded>(f => [f with { Answers = [.. f.Answers.Select(a => a with { Result = ItemResult.NotMet, Note = "No." })] }])),
        new("R4", "nobody evaluated", Launched, Without<EvaluationPassed>(_ => true)),
        new("R5", "the designer signs", Launched, Change<SignOffGiven>(f => f.Office == Role.Testing ? [f with { By = People.Designer.Id }] : [f])),
        new("R5", "somebody signs whom the dossier names as a contributor", Named, Change<SignOffGiven>(f => [f with { By = People.Tester.Id }])),
        new("R5", "a delegate signs for a contributor", Launched, Change<SignOffGiven>(f => f.Office == Role.Testing ? [f with { OnBehalfOf = People.Designer.Id }] : [f])),
        new("R5", "a contributor of a section verifies its change", Objected, Change<OpinionVerified>(f => [f with { By = People.Designer.Id }])),
        new("R5", "the declarant closes a condition", Conditioned, Change<ConditionClosed>(f => [f with { By = People.Designer.Id }])),
        new("R5", "the owner closes a condition", Conditioned, batches => batches.Select(b => b.Facts.OfType<ConditionClosed>().Any() ? b with { By = People.Operator } : b)),
        new("R6", "the team closes an objection that it did not adopt", Objected, Change<OpinionAnswered>(f => [f with { Answer = OpinionAnswer.NotAdopted }])),
        new("R6", "somebody else withdraws an objection", Filed, Then(People.Designer, b => [Opinion(b, OpinionKind.Objection), new OpinionWithdrawn(OpinionId, "Never mind.", b.By.Id, b.Now)])),
        new("R7", "the office accepts the risk of its own objection", RiskTaken, batches => batches.Select(b => b.Facts.OfType<RiskAccepted>().Any() ? b with { By = People.Officer } : b)),
        new("people", "a committee member of the overruled office accepts the risk", RiskTaken, batches => batches.Select(b =>
            b.Facts.OfType<RiskAccepted>().Any() ? b with { By = b.By with { Roles = [Role.Committee, Role.ProtectionHead] } } : b)),
        new("R7", "a risk is accepted for ever past", RiskTaken, Change<RiskAccepted>(f => [f with { Expires = f.At }])),
        new("R8", "a rejected product is spoken about", Rejected, Then(People.Liaison, b => [Opinion(b, OpinionKind.Suggestion)])),
        new("R9", "sales resume without a review", Suspended, Then(People.Officer, b => [new DistributionResumed("Please.", Guid.Empty, b.By.Id, b.Now)])),
        new("R9", "sales resume without the office's signature", Resumed, Without<SignOffGiven>(f => f is { Stage: Stage.LaunchMonitoring, Office: Role.ProtectionOffice })),
        new("R9", "sales resume after a review from before", Resumed, Without<ReviewCompleted>(_ => true)),
        new("R10", "a breach raises no signal", Suspended, Without<SignalRaised>(_ => true)),
        new("R10", "a breach that must stop sales does not", Suspended, Without<DistributionSuspended>(_ => true)),
        new("R10", "a missed review opens no other", ReviewMissed, Without<ReviewOpened>(f => f.Kind == ReviewKind.Missed)),
        new("R10", "a review is completed before its day", Launched, Then(
            People.Officer, b => [
                new ReviewCompleted(Ids.Derive(Journey.Id, "review", 1), ReviewConclusion.Continue, "Fine.", b.By.Id, b.Now),
                new ReviewOpened(Guid.Empty, 2, ReviewKind.Scheduled, "90 days after launch.", b.Now.AddDays(104), b.Now, From: b.Now.AddDays(90)),
            ])),
        new("R10", "an unanswered review does not stop sales", ReviewMissed, Without<DistributionSuspended>(_ => true)),
        new("R11", "a signature under another policy", Launched, Change<SignOffGiven>(f => f.Office == Role.Testing ? [f with { Policy = Rulebooks.Looser.Ref }] : [f])),
        new("R13", "a send-back without a reason", SentBack, Change<StageSentBack>(f => [f with { Reason = " " }])),
        new("R13", "a fact in somebody else's name", Launched, Change<StageSubmitted>(f => [f with { By = People.Officer.Id }])),
        new("R13", "a fact with another time than the server's", Launched, Change<StageSubmitted>(f => [f with { At = Later }])),
        new("R15", "a signature has a day too many", Filed, Change<DeadlineSet>(f => f.Level == 0 ? [f with { Due = f.Due.AddDays(1) }] : [f])),
        new("R15", "a missed deadline does not climb", DeadlineMissed, Without<DeadlineSet>(f => f.Level == 1)),
        new("R15", "a missed deadline climbs to the wrong office", DeadlineMissed, Change<DeadlineSet>(f => f.Level == 2 ? [f with { Owner = Role.Marketing }] : [f])),
        new("R15", "a deadline ends twice", Launched, Change<DeadlineMet>(f => [f, f])),
        new("R15", "a deadline is met by nobody", DeadlineMissed, Change<DeadlineMissed>(f => [new DeadlineMet(f.DeadlineId, f.Key)])),
        new("R15", "an opinion that was taken to the committee counts as answered", TakenUp, Change<DeadlineCancelled>(f => [new DeadlineMet(f.DeadlineId, f.Key)])),
        new("R15", "a signature is asked for without a deadline", Filed, Without<DeadlineSet>(f => f.Key.Contains("RegulatoryFiling", StringComparison.Ordinal))),
        new("R15", "a deadline is missed while it stands still", StoodStill, Change<DeadlineResumed>(f => [new DeadlineMissed(f.DeadlineId, f.Key, Role.Compliance, 0, f.Due, f.At)])),
        new("R15", "a deadline is paused twice", StoodStill, Change<DeadlinePaused>(f => [f, f])),
        new("R15", "a deadline that did not stand still runs again", StoodStill, Without<DeadlinePaused>(_ => true)),
        new("R15", "a pause gives more time than it took", StoodStill, Change<DeadlineResumed>(f => [f with { Due = f.Due.AddHours(1) }])),
        new("R15", "a pause costs time", StoodStill, Change<DeadlineResumed>(f => [f with { Due = f.Due.AddHours(-1) }])),
        new("R13", "a pause without a reason", StoodStill, Change<DeadlinePaused>(f => [f with { Reason = " " }])),
        new("people", "the office that is asked stops its own clock", StoodStill, batches => batches.Select(b => b.Facts.OfType<DeadlinePaused>().Any() ? b with { By = People.Compliance } : b)),
        new("R11", "a new calendar passes over a deadline", Recalculated, Without<DeadlineRecalculated>(_ => true)),
        new("R11", "a new calendar lies about the old date", Recalculated, Change<DeadlineRecalculated>(f => [f with { From = f.From.AddDays(1) }])),
        new("R15", "a deadline is reckoned by another calendar", Filed, Change<DeadlineSet>(f => [f with { Calendar = "china.2" }])),
        new("R15", "a new calendar makes somebody late", Recalculated, Change<DeadlineRecalculated>(f => [f with { To = f.At.AddDays(-1) }])),
        new("sign-offs", "a revision forgets a signature", Revised, Without<SignOffCarriedOver>(_ => true)),
        new("sign-offs", "a revision carries over what it changed", Revised, Change<SignOffInvalidated>(f => [new SignOffCarriedOver(f.Stage, f.Round, f.Office, f.SignedBy, 12, 13, "So be it.")])),
        new("R5", "a maker withdraws the objection to their own work", Filed, Then(
            People.Officer with { Id = People.Designer.Id }, b => [Opinion(b, OpinionKind.Objection), new OpinionWithdrawn(OpinionId, "Never mind.", b.By.Id, b.Now)])),
        new("people", "a program signs", Launched, batches => batches.Select(b => b.Facts.OfType<SignOffGiven>().Any() ? b with { By = b.By with { Kind = ActorKind.Machine } } : b)),
        new("people", "a right to sign is used that was not passed on", Launched, Change<SignOffGiven>(f => f.Office == Role.Testing ? [f with { Capacity = Capacity.Delegate, OnBehalfOf = People.SecondTester.Id }] : [f])),
        new("people", "a delegation is taken back by a stranger", Filed, Then(People.Marketer, b => [new DelegationRevoked(Guid.Empty, People.Tester.Id, People.Operator.Id, Role.Testing, "I say so.", b.By.Id, b.Now)])),
        new("people", "somebody passes on what was passed to them", Filed, Then(People.Tester, b =>
        [
            new AuthorityDelegated(b.By.Id, People.SecondTester.Id, Role.Testing, Later, "On leave.", b.Now, OpinionId),
            new AuthorityDelegated(People.SecondTester.Id, People.Operator.Id, Role.Testing, Later, "On leave.", b.Now, Guid.Empty),
        ])),
        new("people", "another team launches", Launched, batches => batches.Select(b => b.Facts.OfType<ProductLaunched>().Any() ? b with { By = People.OtherTeam } : b)),
    ];
}
