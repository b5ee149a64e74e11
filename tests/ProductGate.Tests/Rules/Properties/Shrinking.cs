using ProductGate.Domain;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>Makes a failing history short enough to read.</summary>
internal static class Shrinking
{
    public static string Report(RandomHistory failed)
    {
        var rule = failed.Play().Breaches.First().Rule;
        var small = Shrink(failed, rule);
        var (life, breaches) = small.Play();
        return $"""
            Seed {failed.Seed}, {small.Steps.Length} of {failed.Steps.Length} steps, last 12 batches:
            {string.Join("\n", life.Trail.InOrder().TakeLast(12))}
            Then: {life.Product.Stage}, submitted {life.Product.Submitted}, {life.Product.MarketState}.
            Missing: {string.Join(" | ", Gate.Of(life.Product, life.Policy, life.Now).Missing().Select(m => m.What))}
            Broken: {string.Join("; ", breaches.Select(b => $"{b.Rule}: {b.What}"))}
            """;
    }

    /// <summary>Leaves out ever smaller runs of steps for as long as the same rule stays broken.</summary>
    private static RandomHistory Shrink(RandomHistory history, string rule)
    {
        for (var size = history.Steps.Length / 2; size > 0; size /= 2)
            for (var at = 0; at + size <= history.Steps.Length;)
            {
                var shorter = history with { Steps = history.Steps.RemoveRange(at, size) };
                if (shorter.Play().Breaches.Any(b => b.Rule == rule)) history = shorter;
                else at += size;
            }
        return history;
    }
}
