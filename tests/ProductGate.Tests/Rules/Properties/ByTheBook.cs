using System.Collections.Concurrent;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>Lives without a fault, as beginnings for others.</summary>
internal static class ByTheBook
{
    private static readonly ConcurrentDictionary<(PolicyRef, string), Life> Beginnings = new();

    /// <summary>A complete dossier at a stage that is not yet handed in.</summary>
    public static Life At(Stage stage, Policy policy) => Beginnings.GetOrAdd((policy.Ref, $"{stage}"), _ => stage == Stage.InternalDeclaration
        ? Sections.All.Aggregate(Life.Declare(Bank.Usual, policy), (life, section) => life.Must(People.Designer, Sample.Revise(section)))
        : CompleteStage(At(stage - 1, policy)));

    public static Life Live(Policy policy) => Beginnings.GetOrAdd((policy.Ref, "live"), _ =>
    {
        var life = SignAll(At(Stage.LaunchMonitoring, policy));
        return life.Must(People.TeamMate, new LaunchProduct(life.Product.Revision, ["branch"]));
    });

    /// <summary>On the market, with a change of the prices at a stage that is not yet handed in.</summary>
    public static Life Changing(Stage stage, Policy policy) => Beginnings.GetOrAdd((policy.Ref, $"change at {stage}"), _ => stage == Stage.InternalDeclaration
        ? Live(policy).Must(People.Designer, new ProposeChange("The fee changes.") { InForce = policy }).Must(People.Designer, Sample.Revise(Section.Pricing, "changed"))
        : CompleteStage(Changing(stage - 1, policy)));

    public static Life Must(this Life life, Actor by, IProductCommand command)
    {
        var (after, answer) = life.Do(by, command);
        answer.Refusal.Should().BeNull($"{by.Name} may do {command}");
        after.Breaches.Should().BeEmpty($"{command} breaks no rule");
        return after;
    }

    public static Life CompleteStage(Life life)
    {
        if (life.Policy.Of(life.Product.Stage).Filing)
            life = life.Must(People.TeamMate, new RecordFiling(FilingType.Filing, "Article 12", FilingOutcome.Accepted, "F-1", new DateOnly(2026, 2, 27)));
        var evaluation = life.Policy.Of(life.Product.Stage).Evaluation;
        life = life.Must(People.TeamMate, new SubmitStage());
        if (evaluation) life = life.Must(People.Officer, new RecordEvaluation(Sample.AllMet(life.Policy, life.Product)));
        return SignAll(life);
    }

    public static Life SignAll(Life life)
    {
        while (Asks.Of(life.Product, life.Policy).FirstOrDefault(a => a.Kind == AskKind.SignOff) is { } ask)
        {
            var signer = People.All.First(p => p.Is(ask.By) && !life.Product.Valid.Any(v => v.Stage == ask.Stage && v.By == p.Id));
            life = life.Must(signer, new SignOffStage(ask.Stage!.Value, SignOffDecision.Approve, ""));
        }
        return life;
    }
}
