using System.Collections.Immutable;
using ProductGate.Domain;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>A sound history and what is done to it: the mistake that a broken rule would make.</summary>
internal sealed record PlantedFault(string Rule, string Name, Func<Life> Life, Func<ImmutableArray<Batch>, IEnumerable<Batch>> Tamper)
{
    public ImmutableArray<Batch> Sound() => [.. Life().Trail.InOrder()];

    public ImmutableArray<Batch> Planted() => [.. Tamper(Sound())];

    /// <summary>The rule let a fact out that it should have recorded.</summary>
    public static Func<ImmutableArray<Batch>, IEnumerable<Batch>> Without<T>(Func<T, bool> which)
        where T : IFact => Change<T>(f => which(f) ? [] : [f]);

    /// <summary>The rule recorded a fact with something else in it.</summary>
    public static Func<ImmutableArray<Batch>, IEnumerable<Batch>> Change<T>(Func<T, IFact[]> change)
        where T : IFact => batches => batches.Select(b => b with { Facts = [.. b.Facts.SelectMany(f => f is T t ? change(t) : [f])] });

    /// <summary>The rule accepted what it should have refused, right before a fact.</summary>
    public static Func<ImmutableArray<Batch>, IEnumerable<Batch>> Before<T>(Func<T, bool> which, Func<Batch, IFact[]> extra)
        where T : IFact => batches => batches.Select(b => b with { Facts = [.. b.Facts.SelectMany(f => f is T t && which(t) ? [.. extra(b), f] : new[] { f })] });

    /// <summary>The rule accepted another command after everything.</summary>
    public static Func<ImmutableArray<Batch>, IEnumerable<Batch>> Then(Actor by, Func<Batch, IFact[]> facts) =>
        batches => batches.Append(new Batch(by, batches[^1].Now.AddMinutes(1), [.. facts(batches[^1] with { By = by, Now = batches[^1].Now.AddMinutes(1) })]));
}
