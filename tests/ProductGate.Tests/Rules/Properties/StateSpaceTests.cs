using System.Diagnostics;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>
/// The state space around a product with a complete dossier, walked breadth first: no order of commands within these depths
/// breaks a rule. With the whole alphabet the walk is broad, with a part of it deep. The least numbers of states keep the
/// walk from shrinking unnoticed.
/// </summary>
[Collection(Alone.Name)]
public sealed class StateSpaceTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, Letter[]> Alphabets = new()
    {
        ["everything"] = WalkAlphabet.All,
        ["work and review"] = [.. WalkAlphabet.Work, .. WalkAlphabet.Review],
        ["work and disputes"] = [.. WalkAlphabet.Work, .. WalkAlphabet.Disputes],
        ["work and time"] = [.. WalkAlphabet.Work, .. WalkAlphabet.Time],
        ["market and time"] = [.. WalkAlphabet.Market, .. WalkAlphabet.Time],
        ["market"] = WalkAlphabet.Market,
        ["market and disputes"] = [.. WalkAlphabet.Market, .. WalkAlphabet.Disputes],
    };

    private static readonly Dictionary<string, Func<Life>> Beginnings = new()
    {
        ["declared"] = () => ByTheBook.At(Stage.InternalDeclaration, Rulebooks.Shipped),
        ["preliminary review"] = () => ByTheBook.At(Stage.PreliminaryReview, Rulebooks.Shipped),
        ["establishment"] = () => ByTheBook.At(Stage.ProjectEstablishment, Rulebooks.Shipped),
        ["filing"] = () => ByTheBook.At(Stage.RegulatoryFiling, Rulebooks.Shipped),
        ["evaluation"] = () => ByTheBook.At(Stage.ConsumerProtectionEvaluation, Rulebooks.Shipped),
        ["the launch"] = () => ByTheBook.At(Stage.LaunchMonitoring, Rulebooks.Shipped),
        ["live"] = () => ByTheBook.Live(Rulebooks.Shipped),
        ["suspended"] = SoundLives.Suspended,
        ["a change at its evaluation"] = () => ByTheBook.Changing(Stage.ConsumerProtectionEvaluation, Rulebooks.Shipped),
    };

    [Theory]
    [InlineData("declared", "everything", 6, 25_000)]
    [InlineData("preliminary review", "everything", 4, 2_000)]
    [InlineData("establishment", "everything", 4, 2_000)]
    [InlineData("filing", "everything", 4, 1_700)]
    [InlineData("evaluation", "everything", 4, 3_300)]
    [InlineData("the launch", "everything", 4, 4_500)]
    [InlineData("live", "everything", 5, 12_000)]
    [InlineData("a change at its evaluation", "everything", 3, 1_100)]
    [InlineData("filing", "work and review", 8, 14_000)]
    [InlineData("preliminary review", "work and disputes", 7, 12_000)]
    [InlineData("preliminary review", "work and time", 9, 3_500)]
    [InlineData("live", "market and time", 8, 4_300)]
    [InlineData("live", "market", 10, 4_000)]
    [InlineData("suspended", "market and disputes", 6, 5_000)]
    public void every_order_of_commands_keeps_every_rule(string beginning, string alphabet, int depth, int leastStates)
    {
        var clock = Stopwatch.StartNew();
        var walk = new StateWalk(Beginnings[beginning](), Alphabets[alphabet]).Go(depth);
        output.WriteLine(
            $"From {beginning}, {alphabet} ({Alphabets[alphabet].Length} commands and the timer), depth {depth}: {walk.States} states ({string.Join(", ", walk.Levels)}), "
            + $"{walk.Edges} edges, {walk.Refused} of them refused, {clock.Elapsed.TotalSeconds:0.0} s.");
        walk.Fault.Should().BeNull();
        walk.States.Should().BeGreaterThanOrEqualTo(leastStates);
    }
}
