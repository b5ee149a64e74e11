using ProductGate.Domain;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>R1, R2, R3 and R8: how a product moves, and what it needs for it.</summary>
internal static class StageLaws
{
    public static IEnumerable<Breach> Of(Ledger l, IFact fact, Batch batch)
    {
        if (l.Over && fact is not DeadlineCancelled) yield return new("R8", $"{fact.GetType().Name} after the end.");
        foreach (var what in Movement(l, fact)) yield return new("R1", what);
        if (fact is not StageCompleted completed) yield break;
        foreach (var what in l.UnsignedUpTo(completed.Stage)) yield return new("R2", $"{completed.Stage} completed without {what}.");
        foreach (var what in Unprepared(l, completed.Stage)) yield return new("R2", $"{completed.Stage} completed without {what}.");
        foreach (var o in l.Opinions.Where(o => Weighs(o, completed.Stage) && o.Blocks(batch.Now))) yield return new("R3", $"{completed.Stage} completed with O{o.Raised.Number} open.");
    }

    /// <summary>A batch never stops between two stages, nor starts after the end.</summary>
    public static IEnumerable<Breach> After(Ledger before, Ledger after)
    {
        if (after.Awaited is { } awaited) yield return new("R1", $"{awaited} was not entered.");
        if (before.Over && after.Count > before.Count) yield return new("R8", "A product that is over recorded something.");
    }

    private static IEnumerable<string> Movement(Ledger l, IFact fact)
    {
        var fault = fact switch
        {
            StageEntered f when f.Stage != l.Awaited || f.Round != l.Round => $"{f.Stage} entered in place of {l.Awaited}",
            StageCompleted f when !l.RoundOpen || l.Stage == Stage.LaunchMonitoring || (f.Stage, f.Round, f.Revision) != (l.Stage, l.Round, l.Revision) =>
                $"{f.Stage} completed while {l.Stage} was open",
            StageSubmitted f when !l.RoundOpen || l.Submitted || (f.Stage, f.Round, f.Revision) != (l.Stage, l.Round, l.Revision) => $"{f.Stage} handed in out of turn",
            StageSentBack f when !l.RoundOpen || f.From != l.Stage || f.To >= f.From || !l.Policy.Of(f.From).SendBackTo.Contains(f.To) => $"sent back from {f.From} to {f.To}",
            ChangeProposed f when !l.OnTheMarket || l.RoundOpen || f.Round != l.Round + 1 => $"round {f.Round} began",
            ChangeClosed f when l.Launch is null || !l.RoundOpen || f.Round != l.Round => $"round {f.Round} was closed",
            DossierRevised f when f.Revision <= l.Revision || f.Content.Hash != f.Hash || (!l.RoundOpen && l.Count > 0) => $"revision {f.Revision} after {l.Revision}",
            ProductDeclared when l.Count > 0 => "declared twice",
            ProductWithdrawn or ProductRejected when l.OnTheMarket => "ended although it is on the market",
            _ => null,
        };
        if (fault is not null) yield return $"{fault}.";
    }

    private static bool Weighs(OpinionTrack o, Stage completed) => o.Raised.Kind switch
    {
        OpinionKind.Objection => o.Raised.Stage <= completed,
        OpinionKind.RequiredChange => completed == Stage.ConsumerProtectionEvaluation,
        _ => false,
    };

    /// <summary>What the stage needs besides signatures: the dossier's fields, the regulator's step, the answers, the checklist.</summary>
    private static IEnumerable<string> Unprepared(Ledger l, Stage stage)
    {
        var policy = l.Policy.Of(stage);
        if (policy.Submission && !l.Submitted) yield return "being handed in";
        foreach (var needed in policy.Requires.Where(r => l.Applies(r.When)))
            foreach (var field in needed.Fields.Where(f => !f.Split('|').Any(l.Dossier.Of(needed.Section).Has))) yield return $"{needed.Section}.{field}";
        foreach (var kind in policy.Requires.Where(r => l.Applies(r.When)).SelectMany(r => r.Scenarios ?? []).Where(k => !l.Dossier.List(Section.Testing, "scenarios.kind").Contains($"{k}"))) yield return $"a {kind} scenario";
        if (policy.Filing && !LaunchLaws.Filed(l)) yield return "a closed filing";
        if (policy.Answers && l.Opinions.Any(o => o.Phase == OpinionPhase.WaitsForTeam)) yield return "an answer to every opinion";
        if (policy.Evaluation && !LaunchLaws.Evaluated(l)) yield return "an evaluation that passes on this revision";
    }
}
