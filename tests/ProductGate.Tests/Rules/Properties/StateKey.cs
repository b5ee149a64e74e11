using ProductGate.Domain;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>What distinguishes two states for the rules: everything but the clock, versions, ids and running numbers.</summary>
internal static class StateKey
{
    public static string Of(Product p, Policy policy) => string.Join('\n',
    [
        $"{p.Policy.Version} {p.Calendar?.Name} {p.Round} {p.RoundOpen} {p.Stage} {p.Submitted} {p.Returned} {p.Ended} {p.MarketState}",
        List(p.Sections.OrderBy(s => s.Section).Select(s => $"{s.Section}:{s.Hash[..8]}:{string.Join('+', s.Contributors.Order())}")),
        List(p.Requests.Select(r => $"{r.Stage}/{r.Office}").Order()),
        List(p.SignOffs.Where(s => s.Round == p.Round).Select(s => $"{s.Stage}/{s.Office}/{s.By}/{s.Capacity}/{(s.Approves ? s.Invalidated : s.Decision)}").Distinct().Order()),
        List(p.Opinions.Select(o => $"{o.Kind}/{o.Office}/{o.Stage}/{o.Status}/{o.Answer}/{o.MustBeAdopted}/{o.SectionHash == p.HashOf(o.Section)}/{o.Round == p.Round}")),
        List(p.Conditions.Select(c => $"{c.Office}/{c.IsOpen}/{c.Gate}")),
        $"{p.Filing?.Type} {p.Filing?.Outcome} {p.Filing?.By} {p.Filing?.Round == p.Round}",
        $"{(p.Evaluation is { } e ? $"{e.Revision == p.Revision} {EvaluationStage.Passes(p, policy)} {e.By}" : "")} {p.Passed?.Revision == p.Revision} {EvaluationStage.Stands(p, policy)}",
        $"{p.Launched?.Round} {p.Launched?.Revision == p.Revision}",
        List(p.Reviews.Select(r => $"{r.Kind}/{r.Status}/{r.Conclusion}/{r.CompletedAt >= p.SuspendedAt}")),
        List(p.Deadlines.Select(d => $"{string.Join('/', d.Key.Split('/').Where(x => x.Length < 8 || !char.IsDigit(x[0])))}:{d.Level}:{d.Owner}:{d.IsPaused}").Order()),
        List(p.Recused.Order()),
        List(p.Delegations.Select(d => $"{d.From}>{d.To}{d.Revoked}").Distinct().Order()),
    ]);

    private static string List(IEnumerable<object> parts) => string.Join(';', parts);
}
