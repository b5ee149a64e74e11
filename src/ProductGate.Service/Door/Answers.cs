using System.Collections.Immutable;
using ProductGate.Domain;

namespace ProductGate.Service.Door;

/// <summary>Says what a command led to, or would lead to.</summary>
public static class Answers
{
    public static CommandAnswer Of(Product? before, Product after, ImmutableArray<IFact> facts, Policy policy, bool preview) => new(
        after.Id, preview ? before!.Version : after.Version, after.Stage, after.Disposition, after.MarketState, after.Revision,
        [.. facts.Select(FactNames.Of)], [.. NextOf(after, policy)], before is null ? null : Fates(before, facts), preview);

    /// <summary>The preview of a signature shows what would be signed.</summary>
    public static CommandAnswer Showing(this CommandAnswer preview, Situation s, ImmutableArray<IFact> facts)
    {
        if (facts.OfType<SignOffGiven>().FirstOrDefault() is not { } given) return preview;
        Section[] covered = [.. given.Sections.Select(x => x.Section)];
        var view = SignedView.Of(s.Product, given.Stage, given.Office, covered);
        return preview with { View = new(view.Hash, view), Unread = [.. s.Unread(covered)] };
    }

    public static IEnumerable<Next> NextOf(Product p, Policy policy) =>
        Asks.Of(p, policy).Select(a => new Next(a.Kind, a.What, a.By, p.DeadlineOf(a.Key)?.Due ?? a.Due, a.Stage, a.Subject));

    /// <summary>The fate of every signature that stood before, where the facts touch signatures at all.</summary>
    private static SignOffFate[]? Fates(Product before, ImmutableArray<IFact> facts) =>
        facts.Any(f => f is SignOffInvalidated or SignOffCarriedOver or StageSentBack) ? [.. before.Valid.Select(s => FateOf(s, facts))] : null;

    private static SignOffFate FateOf(SignOff s, ImmutableArray<IFact> facts)
    {
        if (facts.OfType<SignOffInvalidated>().FirstOrDefault(f => (f.Stage, f.Office, f.SignedBy) == (s.Stage, s.Office, s.By)) is { } lost) return new(s.Stage, s.Office, s.By, Fate.Invalidated, lost.Reason);
        if (facts.OfType<SignOffCarriedOver>().FirstOrDefault(f => (f.Stage, f.Office, f.SignedBy) == (s.Stage, s.Office, s.By)) is { } kept) return new(s.Stage, s.Office, s.By, Fate.CarriedOver, kept.Reason);
        return new(s.Stage, s.Office, s.By, Fate.Stands, null);
    }
}
