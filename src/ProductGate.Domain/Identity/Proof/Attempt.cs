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
    public Stage? Stuck() => seats.Where(stage => !Ways([.. stage], 0, []).Any()).Select(stage => (Stage?)stage.Key).FirstOrDefault();

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
        return Stuck() is null && Sign([.. seats.Select(stage => stage.ToArray())], 0, []) is { } signatures ? [.. plan, .. signatures] : null;
    }

    /// <summary>Stages bear on each other only where somebody steps in for an overdue office: that is for one office in all.</summary>
    private List<Part>? Sign(Seat[][] stages, int i, Step[] stepped)
    {
        if (i == stages.Length) return [];
        foreach (var way in Ways(stages[i], 0, []).DistinctBy(w => string.Join(';', Steps(w))).OrderBy(w => Steps(w).Length))
        {
            Step[] all = [.. stepped.Union(Steps(way))];
            if (all.DistinctBy(s => s.Person).Count() == all.Length && Sign(stages, i + 1, all) is { } rest) return [.. way.Select(x => new Part(x.By.Person.Id, x.By.Does(x.Seat))), .. rest];
            if (Steps(way).Length == 0) return null;
        }
        return null;
    }

    private static Step[] Steps(Signature[] way) => [.. way.Where(x => x.By.Right.Capacity == Capacity.Superior).Select(x => new Step(x.By.Person.Id, x.Seat.Asked.Office)).Distinct().OrderBy(s => s.Person, StringComparer.Ordinal)];

    /// <summary>Every way to sign a stage: a different person, and a different principal, behind each signature (R4).</summary>
    private IEnumerable<Signature[]> Ways(Seat[] stage, int i, string[] taken) => i == stage.Length
        ? [[]]
        : candidates.For(stage[i], judges).Where(x => !x.Behind.Any(p => taken.Contains(p) || Made(p, stage[i])))
            .SelectMany(x => Ways(stage, i + 1, [.. taken, .. x.Behind]).Select(rest => (Signature[])[new(stage[i], x), .. rest]));

    private bool Made(string person, Seat seat) => person == maker.Id || writers.Any(w => w.Value == person && seat.Asked.Sections.Contains(w.Key));

    private sealed record Signature(Seat Seat, Signer By);

    /// <summary>Somebody signs for an office that let its time pass.</summary>
    private sealed record Step(string Person, Role Office);
}
