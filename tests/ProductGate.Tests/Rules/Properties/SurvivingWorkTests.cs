using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>R5 across rounds, which random histories meet too rarely to rely on.</summary>
public sealed class SurvivingWorkTests
{
    private static readonly Actor TwoHats = new("two.hats", "Two Hats", [Role.ProductTeam, Role.ProtectionOffice], "Cards", ["cards"]);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void what_is_on_sale_stays_its_makers_work_while_a_change_round_drops_it(bool contributed)
    {
        var life = ByTheBook.At(Stage.InternalDeclaration, Rulebooks.Shipped);
        life = life with { Ledger = life.Ledger with { Bank = new Bank([.. People.All, TwoHats]) } };
        if (contributed) life = life.Must(TwoHats, new ReviseSection(Section.Pricing, WithoutRates(noted: true)));
        while (life.Product.Stage != Stage.LaunchMonitoring) life = ByTheBook.CompleteStage(life);
        life = life.Must(People.TeamMate, new LaunchProduct(life.Product.Revision, ["branch"]))
            .Must(People.Designer, new ProposeChange("Simpler prices.") { InForce = Rulebooks.Shipped })
            .Must(People.Designer, new ReviseSection(Section.Pricing, WithoutRates(noted: false)))
            .Must(People.Head, new SuspendDistribution("Customers complain."));
        life = life.Must(People.Compliance, new CompleteReview(ReviewConclusion.Continue, "Explained.") { ReviewId = life.Product.Reviews.Single(r => r.Kind == ReviewKind.AdHoc).Id });

        life.Try(TwoHats, new ResumeDistribution("Explained.")).Refusal?.Code.Should().Be("own-product");
        life.Try(TwoHats, new ResumeDistribution("Explained.")).Facts.IsEmpty.Should().Be(contributed);
    }

    private static CanonicalJson WithoutRates(bool noted) => CanonicalJson.Parse(
        """{"fees":[{"name":"Late payment","type":"EVENT","amount":{"amount":"15.00","currency":"CNY"}}]""" + (noted ? ""","note":"By Two Hats."}""" : "}"));
}
