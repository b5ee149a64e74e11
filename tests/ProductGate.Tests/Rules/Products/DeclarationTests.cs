using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>Declaring a product, and its first revision.</summary>
public sealed class DeclarationTests
{
    private static Decision Declare(DeclareProduct command, Actor by) => ProductRules.Declare(Journey.Id, command, by, Sample.Monday, PolicyReader.Default);

    [Fact]
    public void a_declaration_opens_the_first_round_at_the_first_stage()
    {
        var product = Journey.Declared().Product;

        product.Should().Match<Product>(p => p.Name == "Harbour Card" && p.Category == "cards" && p.Team == "cards" && p.DeclaredBy == People.Designer.Id && p.DeclaredAt == Sample.Monday
            && p.Stage == Stage.InternalDeclaration && p.Round == 1 && p.RoundOpen && p.Revision == 1 && p.Policy == PolicyReader.Default.Ref
            && p.Disposition == Disposition.Active && p.MarketState == MarketState.NotLaunched);
        product.Version.Should().Be(3, "the declaration, the stage and the first revision");
    }

    [Fact]
    public void only_a_product_team_declares_and_only_for_itself()
    {
        Declare(Sample.Declaration, People.Officer).Refusal.Should().Match<Refusal>(r => r.Code == "role-not-allowed" && r.Kind == RefusalKind.Forbidden);
        Declare(Sample.Declaration, People.OtherTeam).Refusal!.Code.Should().Be("not-your-team");
        Declare(Sample.Declaration, People.Designer).Refusal.Should().BeNull();
    }

    [Fact]
    public void the_category_is_one_of_the_policys()
    {
        Declare(Sample.Declaration with { Category = "lottery" }, People.Designer).Should()
            .Match<Decision>(d => d.Facts.IsEmpty && d.Refusal!.Code == "unknown-category" && d.Refusal.Field == "category" && d.Refusal.Kind == RefusalKind.Invalid);
        Declare(Sample.Declaration, People.Designer).Refusal.Should().BeNull();
    }

    [Fact]
    public void a_new_product_may_name_its_predecessor()
    {
        var old = Guid.Parse("7b0c2f4e-0000-7000-8000-0000000000ff");

        Declare(Sample.Declaration with { Predecessor = old }, People.Designer).Facts.OfType<ProductDeclared>().Single().Predecessor.Should().Be(old);
    }

    [Fact]
    public void a_stream_begins_with_its_declaration()
    {
        Product.Evolve(null, Journey.Id, new ProductWithdrawn("x", "y", Sample.Monday)).Should().BeNull();
        Product.Evolve(null, Journey.Id, Declare(Sample.Declaration, People.Designer).Facts[0])!.Version.Should().Be(1);
    }
}
