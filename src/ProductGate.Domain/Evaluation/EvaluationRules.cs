namespace ProductGate.Domain;

public static class EvaluationRules
{
    public static Decision Decide(Situation s, RecordEvaluation command)
    {
        var p = s.Product;
        if (!EvaluationStage.Stages(s.Policy).Any(x => SignOffs.Due(p, s.Policy).Contains(x)))
            return Decision.Refuse("stage-not-open", "The product is not at its evaluation.", "R1", Gate.Next(p, s.Policy, s.Now));
        if (Duties.Check(p, s.By.Id, Sections.All, Grants.Office(Deed.RecordEvaluation), "evaluate it") is { } own) return new([], own);
        if (Incomplete(command.Answers, [.. s.Policy.Evaluation.ItemsFor(p)]) is { } refusal) return refusal;
        return Decision.Record(
        [
            new EvaluationRecorded(p.Round, p.Revision, command.Answers, s.By.Id, s.Now),
            .. p.Valid.Where(v => s.Policy.Of(v.Stage).Evaluation).Select(v =>
                new SignOffInvalidated(v.Stage, v.Round, v.Office, v.By, [], KnownReasons.EvaluatedAnew.ToString())),
        ]);
    }

    private static Decision? Incomplete(ItemAnswer[] answers, List<ChecklistItem> items)
    {
        for (var i = 0; i < answers.Length; i++)
        {
            var answer = answers[i];
            if (items.All(x => x.Id != answer.Item)) return Decision.Invalid("unknown-item", $"answers[{i}].item", $"The checklist has no item '{answer.Item}'.");
            if (Array.FindIndex(answers, a => a.Item == answer.Item) < i) return Decision.Invalid("item-twice", $"answers[{i}].item", $"'{answer.Item}' is answered twice.");
            if (answer.Result != ItemResult.Met && string.IsNullOrWhiteSpace(answer.Note)) return Decision.Invalid("note-needed", $"answers[{i}].note", "An item that is not met or not applicable needs a reason.");
        }
        var open = items.Where(x => answers.All(a => a.Item != x.Id)).Select(x => x.Id).ToList();
        return open.Count == 0 ? null : Decision.Invalid("items-missing", "answers", $"These items have no answer: {open}.");
    }
}
