using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>What a preview says of the signatures is what then becomes of them, wherever a random history has led.</summary>
public sealed class PreviewTests(ITestOutputHelper output)
{
    private const int Histories = 200;
    private const ulong Seed = 20260401;

    private int backs, revisions;

    [Fact]
    public void the_outcome_of_a_way_back_and_of_a_revision_equals_its_preview()
    {
        for (var i = 0UL; i < Histories; i++)
        {
            var life = RandomHistory.Of(Seed + i).Play().End;
            var dice = new Dice(Seed ^ i);
            foreach (var section in Sections.All) revisions += Compare(life, People.Designer, new ReviseSection(section, Contents.Complete(section, dice)), i);
            foreach (var by in life.Ledger.Bank.People)
                foreach (var request in life.Product.Requests)
                    foreach (var to in life.Policy.Of(request.Stage).SendBackTo)
                        backs += Compare(life, by, new SignOffStage(request.Stage, SignOffDecision.SendBack, "Not yet.", SendBackTo: to, Office: request.Office), i);
        }

        output.WriteLine($"{revisions} revisions and {backs} ways back met signatures that stood.");
        revisions.Should().BeGreaterThan(500);
        backs.Should().BeGreaterThan(100);
    }

    /// <returns>1 where a signature stood of which something could be said.</returns>
    private static int Compare(Life life, Actor by, IProductCommand command, ulong history)
    {
        var before = life.Product;
        var decision = life.Try(by, command);
        if (decision.Facts.IsEmpty) return 0;
        var preview = Answers.Of(before, decision.After!, decision.Facts, life.Policy, preview: true);

        var after = Life.Fold(before, (life with { Now = life.Now.AddSeconds(1) }).Try(by, command).Facts);

        var told = preview.SignOffs ?? [.. before.Valid.Select(s => new SignOffFate(s.Stage, s.Office, s.By, Fate.Stands, null))];
        told.Select(f => (f.Stage, f.Office, f.SignedBy, f.Fate)).Should().Equal(before.Valid.Select(s => (s.Stage, s.Office, s.By, Became(s, before, after))), $"history {history}: {command} by {by.Id}");
        return told.Length > 0 ? 1 : 0;
    }

    /// <summary>Read from the product afterwards, not from the facts that the preview is made of.</summary>
    private static Fate Became(SignOff stood, Product before, Product after)
    {
        var now = after.SignOffs[before.SignOffs.IndexOf(stood)];
        return now.Invalidated ? Fate.Invalidated : now.Revision != stood.Revision ? Fate.CarriedOver : Fate.Stands;
    }
}
