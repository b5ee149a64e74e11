namespace ProductGate.Domain;

/// <summary>Which signatures a stage asks for, and whether they are there (R2).</summary>
public static class SignOffs
{
    /// <summary>The offices a stage asks, each once. Only of a product that is not graded yet may several entries of an office apply: the strictest quorum counts, for the sections of all.</summary>
    public static IEnumerable<SignOffPolicy> AskedFor(Product p, Policy policy, Stage stage) =>
        policy.Of(stage).SignOffsFor(p).GroupBy(s => s.Office).Select(g => g.Count() == 1 ? g.First() : g.MaxBy(s => s.Quorum)! with { Sections = [.. g.SelectMany(s => s.Sections).Distinct()] });

    public static bool AreComplete(Product p, Policy policy, Stage stage, Role office) =>
        AskedFor(p, policy, stage).Where(s => s.Office == office).All(s => Count(p, stage, office) >= s.Quorum);

    public static bool AreComplete(Product p, Policy policy, Stage stage) => AskedFor(p, policy, stage).All(s => Count(p, stage, s.Office) >= s.Quorum);

    public static int Count(Product p, Stage stage, Role office) => p.ValidFor(stage, office).Select(s => s.By).Distinct().Count();

    /// <summary>Stages of this round whose signatures are due by now: those behind the product, and the open one once it was handed in.</summary>
    public static IEnumerable<Stage> Due(Product p, Policy policy) =>
        p.RoundOpen
            ? policy.Stages.Select(s => s.Stage).Where(s => s < p.Stage || (s == p.Stage && (p.Submitted || !policy.Of(s).Submission)))
            : [];
}
