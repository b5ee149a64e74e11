using System.Collections.Immutable;
using System.Text.Json;
using ProductGate.Domain;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>One random history: a bank, a beginning, and a word for each step. Steps can be left out and the rest still means something.</summary>
internal sealed record RandomHistory(ulong Seed, ImmutableArray<ulong> Steps)
{
    public static RandomHistory Of(ulong seed)
    {
        var dice = new Dice(seed);
        return new(seed, [.. Enumerable.Range(0, 30 + dice.Below(51)).Select(_ => dice.Next())]);
    }

    /// <summary>Plays the history to its end, or a few steps past the end of the product, or to the first fault.</summary>
    public (Life End, ImmutableArray<Breach> Breaches) Play(Tally? tally = null)
    {
        var dice = new Dice(Seed ^ 0xB0B0);
        var bank = Bank.Of(dice);
        var life = Beginning(bank, dice);
        var start = life.Ledger;
        var afterwards = 3;
        foreach (var step in Steps)
            foreach (var (after, answer) in Step(life, bank, new Dice(step)))
            {
                life = after;
                tally?.Count(answer);
                if (!life.Breaches.IsEmpty) return (life, life.Breaches);
                if (life.Product.IsOver && afterwards-- == 0) return Ended(life);
            }
        return Ended(life);

        (Life, ImmutableArray<Breach>) Ended(Life end)
        {
            tally?.Count(start, end.Ledger);
            return (end, Seed % 4 == 0 ? [.. Roundtrip.Breaches(end)] : []);
        }
    }

    /// <summary>Most histories begin in the middle, so that the later stages are reached as often as the first.</summary>
    private static Life Beginning(Bank bank, Dice dice)
    {
        var policy = dice.Pick(Rulebooks.All);
        var life = dice.Below(10) switch
        {
            < 2 => Life.Declare(Bank.Usual, policy),
            < 6 => ByTheBook.At(dice.PickOf<Stage>(), policy),
            < 8 => ByTheBook.Changing(dice.PickOf<Stage>(), policy),
            _ => ByTheBook.Live(policy),
        };
        return life with { Ledger = life.Ledger with { Bank = bank } };
    }

    private static IEnumerable<(Life After, Decision Answer)> Step(Life life, Bank bank, Dice dice)
    {
        var what = dice.Below(100);
        if (what >= 90) return Pause(life, dice);
        var move = what < 62 ? Moves.Sensible(life, bank, dice) : what < 78 ? Errands.Any(life, bank, dice) : Nonsense.Any(life, bank, dice);
        try
        {
            return [life.Do(move.By, move.Command)];
        }
        catch (Exception e)
        {
            return [(life with { Breaches = [new Breach("crash", $"{move.By.Id}: {move.Command}: {e}")] }, Decision.Nothing)];
        }
    }

    private static IEnumerable<(Life After, Decision Answer)> Pause(Life life, Dice dice)
    {
        var time = dice.Below(10) switch
        {
            < 4 => TimeSpan.FromHours(1 + dice.Below(48)),
            < 6 => TimeSpan.FromDays(1 + dice.Below(10)),
            6 => TimeSpan.FromDays(20 + dice.Below(20)),
            _ => (life.Product.Deadlines.Select(d => d.Due - life.Now).Where(t => t > TimeSpan.Zero).Order().Take(1).DefaultIfEmpty(TimeSpan.FromDays(1))).First(),
        };
        // One time in ten the timers are not running: people act before anybody has noticed that something is overdue.
        return dice.Chance(10) ? [(life with { Now = life.Now + time }, Decision.Nothing)] : life.Wait(time, late: dice.Chance(15));
    }
}
