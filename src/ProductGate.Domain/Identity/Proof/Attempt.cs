namespace ProductGate.Domain;

/// <summary>Whether one group can bring one kind of product to its launch. One of them makes it, the others judge it.</summary>
/// <param name="maker">Declares, fills in and hands in everything: a second maker would only be one more who may not judge (R5).</param>
internal sealed class Attempt(Candidates candidates, ILookup<Stage, Seat> seats, (Section Section, Role[] Editors)[] foreign, Actor maker, Actor[] judges)
{
    /// <summary>Who wrote a section that the maker's team may not write.</summary>
    private readonly Dictionary<Section, string> writers = [];

    /// <summary>What each does; null where the group cannot.</summary>
    public List<Part>? Plan() => Write(0);

    /// <summary>The first stage, in order, whose signatures this group cannot give, taken by itself; null where it is something else that is missing.</summary>
    public Stage? Stuck() => seats.Where(stage => Sign([.. stage], 0, []) is null).Select(stage => (Stage?)stage.Key).FirstOrDefault();

    public bool LacksEvaluator => !judges.Any(Candidates.MayEvaluate);

    /// <summary>Every way to have the sections written that are not the product team's to write.</summary>
    private List<Part>? Write(int i)
    {
        if (i == foreign.Length) return Judge();
        var (section, editors) = foreign[i];
        foreach (var writer in judges.Prepend(maker).Where(a => a.IsAny(editors)))
        {
            writers[section] = writer.Id;
            if (Write(i + 1) is { } plan) return [new(writer.Id, $"writes {Words.Of(section)}"), .. plan];
        }
        writers.Remove(section);
        return null;
    }

    private List<Part>? Judge()
    {
        if (judges.FirstOrDefault(a => Candidates.MayEvaluate(a) && !writers.ContainsValue(a.Id)) is not { } evaluator) return null;
        List<Part> plan = [new(maker.Id, "declares, fills in, hands in and launches"), new(evaluator.Id, "records the evaluation")];
        foreach (var stage in seats)
        {
            if (Sign([.. stage], 0, []) is not { } signatures) return null;
            plan.AddRange(signatures);
        }
        return plan;
    }

    /// <summary>A different person, and a different principal, behind each signature of a stage (R4).</summary>
    private List<Part>? Sign(Seat[] stage, int i, string[] taken)
    {
        if (i == stage.Length) return [];
        foreach (var signer in candidates.For(stage[i], judges).Where(x => !x.Behind.Any(p => taken.Contains(p) || Made(p, stage[i]))))
            if (Sign(stage, i + 1, [.. taken, .. signer.Behind]) is { } rest) return [new(signer.Person.Id, signer.Does(stage[i])), .. rest];
        return null;
    }

    private bool Made(string person, Seat seat) => person == maker.Id || writers.Any(w => w.Value == person && seat.Asked.Sections.Contains(w.Key));
}
