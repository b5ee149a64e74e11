using System.Collections.Concurrent;
using ProductGate.Domain;
using ProductGate.Tests.Golden;
using ProductGate.Tests.Rules.Properties;

namespace ProductGate.Tests.Rules.Texts;

/// <summary>What the rules say on the way of many products is all said in Chinese.</summary>
public sealed class SayingTests
{
    private const ulong Seed = 20260302;

    /// <summary>Notes what it was asked for and does not have.</summary>
    private sealed record Listener() : Lexicon(Chinese.Code, Chinese.Comma, Chinese.Forms)
    {
        public ConcurrentDictionary<string, bool> Unknown { get; } = [];

        public override string FormOf(string english)
        {
            if (Keys.IsSaid(english) && !Forms.ContainsKey(english)) Unknown[english] = true;
            return base.FormOf(english);
        }
    }

    private readonly Listener listener = new();

    [Fact]
    public void the_samples_of_all_facts_are_said_in_chinese()
    {
        foreach (var fact in FactSamples.All) Said(History.Sentence(fact));

        listener.Unknown.Should().BeEmpty();
    }

    [Fact]
    public void everything_on_the_tour_is_said_in_chinese()
    {
        foreach (var journey in Tour.All) Follow(journey.Facts, journey.Policy, journey.Now);

        listener.Unknown.Should().BeEmpty();
    }

    [Fact]
    public void everything_in_random_histories_is_said_in_chinese()
    {
        Parallel.For(0, 200, i =>
        {
            var life = RandomHistory.Of(Seed + (ulong)i).Play().End;
            Follow([.. life.Trail.InOrder().SelectMany(b => b.Facts)], life.Policy, life.Now);
            foreach (var seed in Enumerable.Range(0, 20)) Refused(life, (ulong)seed);
        });

        listener.Unknown.Should().BeEmpty();
    }

    private void Follow(IReadOnlyCollection<IFact> facts, Policy policy, DateTimeOffset now)
    {
        Product? product = null;
        foreach (var fact in facts)
        {
            product = Product.Evolve(product, Support.Journey.Id, fact)!;
            Said(History.Sentence(fact));
            Recognised(fact);
            foreach (var notice in Notices.Of(product, fact)) Said(notice.Text);
            foreach (var ask in Asks.Of(product, policy)) Said(ask.What);
            Said(Gate.Of(product, policy, now));
        }
        foreach (var deadline in product!.Deadlines) Said(Notices.Reminder(product, deadline, 50).Single().Text);
    }

    private void Said(Requirement node)
    {
        Said(node.What);
        foreach (var part in node.Parts) Said(part);
    }

    private void Said(Phrase phrase) => phrase.In(listener).Should().NotBeNullOrWhiteSpace();

    private void Refused(Life life, ulong seed)
    {
        var move = Nonsense.Any(life, Bank.Usual, new Dice(seed));
        if (life.Try(move.By, move.Command).Refusal is not { } refusal) return;
        Said(refusal.Sentence);
        foreach (var missing in refusal.Missing) Said(missing.What);
    }

    /// <summary>Reasons that rules give are kept as English texts and known again.</summary>
    private static void Recognised(IFact fact)
    {
        var reason = fact switch
        {
            SignOffInvalidated f => f.Reason,
            SignOffCarriedOver f => f.Reason,
            DeadlineCancelled f => f.Reason,
            ReviewOpened { Kind: not ReviewKind.AdHoc } f => f.Reason,
            DistributionSuspended f when f.By == Actor.System.Id => f.Reason,
            _ => null,
        };
        if (reason is null) return;
        KnownReasons.Of(reason).ToString().Should().Be(reason);
        Keys.IsSaid(KnownReasons.Of(reason).Form).Should().BeTrue(reason);
    }
}
