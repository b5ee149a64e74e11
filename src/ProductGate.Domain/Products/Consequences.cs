namespace ProductGate.Domain;

/// <summary>What follows from a command's facts without anybody asking: signatures to ask for, stages that complete, reviews and deadlines.</summary>
internal static class Consequences
{
    public static Decision Of(Situation s, IProductCommand command, IEnumerable<IFact> facts)
    {
        var draft = new Draft(s);
        draft.Record(facts);
        if (command is ProposeChange { InForce: { } inForce }) draft.JudgeBy(inForce);
        if (command is MigratePolicy { Target: { } target }) draft.JudgeBy(target);
        if (command is MigrateCalendar { Target: { } calendar }) draft.JudgeBy(s.Policy.Under(calendar));
        do AskForSignatures(draft);
        while (StageRules.Advance(draft));
        ReviewRules.OpenNext(draft);
        DeadlineRules.Reconcile(draft);
        return draft.Done();
    }

    private static void AskForSignatures(Draft d)
    {
        foreach (var stage in SignOffs.Due(d.Product, d.Policy).ToList())
            foreach (var asked in SignOffs.AskedFor(d.Product, d.Policy, stage).ToList())
                if (!SignOffs.AreComplete(d.Product, d.Policy, stage, asked.Office) && !d.Product.Requests.Any(r => r.Stage == stage && r.Office == asked.Office))
                    d.Record(new SignOffRequested(stage, d.Product.Round, asked.Office, d.Product.Revision, d.Now));
    }
}
