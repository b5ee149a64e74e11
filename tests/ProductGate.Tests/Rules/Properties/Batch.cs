using System.Collections.Immutable;
using ProductGate.Domain;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>What one accepted command recorded: all the oracle ever gets to see.</summary>
internal sealed record Batch(Actor By, DateTimeOffset Now, ImmutableArray<IFact> Facts, IProductCommand? Command = null)
{
    public override string ToString() => $"{Now:yyyy-MM-dd HH:mm:ss} {By.Id}: {Command?.ToString() ?? "declares"}\n      -> {string.Join("; ", Facts.Select(History.Sentence))}";
}

/// <summary>A rule of domain.md that the facts contradict.</summary>
internal sealed record Breach(string Rule, string What);

/// <summary>A product's batches, newest first, so that many lives can share a beginning.</summary>
internal sealed record Trail(Trail? Earlier, Batch Last)
{
    public IEnumerable<Batch> InOrder()
    {
        var batches = new Stack<Batch>();
        for (var at = this; at is not null; at = at.Earlier) batches.Push(at.Last);
        return batches;
    }
}
