namespace ProductGate.Domain;

public static class StageRules
{
    public static Decision Decide(Situation s, SubmitStage command)
    {
        var p = s.Product;
        if (!p.RoundOpen) return Decision.Refuse("stage-not-open", "The product is on the market; no stage waits to be handed in.", "R1", [new("Propose a change.", Grants.Office(Deed.ProposeChange))]);
        if (command.Stage is { } stage && stage != p.Stage) return Decision.Refuse("stage-not-open", $"The open stage is {Words.Of(p.Stage)}.", "R1", Gate.Next(p, s.Policy, s.Now));
        if (!s.Policy.Of(p.Stage).Submission) return Decision.Refuse("stage-not-open", $"{Words.Of(p.Stage)} is not handed in.", "R1", Gate.Next(p, s.Policy, s.Now));
        if (p.Submitted) return Decision.Refuse("already-submitted", $"{Words.Of(p.Stage)} is already handed in.", "R1", Gate.Completion(p, s.Policy, s.Now).Missing());
        var needed = Gate.Submission(p, s.Policy);
        return needed.Met
            ? Decision.Record(new StageSubmitted(p.Stage, p.Round, p.Revision, s.By.Id, s.Now))
            : Decision.Refuse("stage-incomplete", $"{Words.Of(p.Stage)} is not complete enough to hand in.", "R2", needed.Missing());
    }

    /// <summary>Takes the product one stage forward if everything is there (R1–R3); true if it did.</summary>
    internal static bool Advance(Draft d)
    {
        var p = d.Product;
        if (EvaluationStage.MayPassAgain(p, d.Policy, d.Now)) d.Record(new EvaluationPassed(p.Round, p.Revision, d.Now));
        if (!p.RoundOpen || p.Stage == Stage.LaunchMonitoring || !Gate.Completion(p, d.Policy, d.Now).Met) return false;
        d.Record(new StageCompleted(p.Stage, p.Round, p.Revision));
        if (d.Policy.Of(p.Stage).Evaluation) d.Record(new EvaluationPassed(p.Round, p.Revision, d.Now));
        d.Record(new StageEntered(p.Stage + 1, p.Round, d.Now));
        return true;
    }
}
