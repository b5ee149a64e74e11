using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>
/// Random histories never break R1-R15. <c>PROPERTY_SEED</c> and <c>PROPERTY_COUNT</c> change where they begin and how many
/// there are; a failure prints the seed that replays it alone (<c>PROPERTY_SEED=... PROPERTY_COUNT=1</c>).
/// </summary>
[Collection(Alone.Name)]
public sealed class RandomHistoryTests(ITestOutputHelper output)
{
    private const ulong UsualSeed = 20260302;
    private const int UsualCount = 10_000;

    [Fact]
    public void ten_thousand_random_histories_keep_every_rule()
    {
        var (seed, count) = (Setting("PROPERTY_SEED", UsualSeed), (int)Setting("PROPERTY_COUNT", UsualCount));
        var (clock, total, failures) = (Stopwatch.StartNew(), new Tally(), new ConcurrentBag<ulong>());
        Parallel.For(0, count, () => new Tally(), (i, loop, tally) =>
        {
            if (RandomHistory.Of(seed + (ulong)i).Play(tally).Breaches.IsEmpty) return tally;
            failures.Add(seed + (ulong)i);
            loop.Stop();
            return tally;
        }, tally => { lock (total) total.Add(tally); });

        foreach (var failed in failures.Order().Take(1)) Assert.Fail(Shrinking.Report(RandomHistory.Of(failed)));
        output.WriteLine($"Seed {seed}, {clock.Elapsed.TotalSeconds:0.0} s. {total}");
        if (count >= UsualCount) NothingWasLeftOut(total, count);
    }

    /// <summary>A property that holds because nothing happens is worth nothing.</summary>
    private static void NothingWasLeftOut(Tally total, int count)
    {
        total.Histories.Should().Be(count);
        total.Facts.Where(f => f.Value == 0).Select(f => f.Key).Should().Equal([FactNames.All[typeof(ProductDeclared)]], "every fact occurs after the declaration");
        total.Kinds.Where(f => f.Value == 0).Should().BeEmpty("everything that a fact can say is said");
        total.Launched.Should().BeGreaterThan(count / 20, "a fair share of the unlaunched reach their launch");
        total.SecondLaunch.Should().BeGreaterThan(count / 200, "change rounds reach their launch as well");
        total.Accepted.Should().BeGreaterThan(count * 15);
        total.Refused.Should().BeGreaterThan(count * 5);
    }

    private static ulong Setting(string name, ulong usual) =>
        ulong.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : usual;
}
