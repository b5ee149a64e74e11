using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

public sealed class ProductListTests(SharedBank shared) : IClassFixture<SharedBank>
{
    private readonly string mark = $"{Guid.NewGuid():N}";

    private Bank Bank => shared.Bank;

    [Fact]
    public async Task the_list_knows_of_everything_recorded_before_the_question()
    {
        var product = await HttpJourney.HandedIn(Bank, Stage.PreliminaryReview);
        await product.Raise(People.Officer, OpinionKind.Objection);

        var row = (await Bank.All(People.Designer, "/api/products", 200)).Single(r => r.Text("id") == $"{product.Id}");

        (row.Text("stage"), row.Text("disposition"), row.Text("marketState"), row.Text("riskGrade"), row.GetProperty("openObjections").GetInt32()).Should().Be(("PreliminaryReview", "Active", "NotLaunched", "R3", 1));
        row.GetProperty("nextDue").GetDateTimeOffset().Should().BeAfter(Bank.Clock.GetUtcNow());
    }

    [Fact]
    public async Task each_filter_leaves_what_it_names()
    {
        var declared = await HttpJourney.Declared(Bank, $"Alpha {mark}");
        var withdrawn = await HttpJourney.Declared(Bank, $"Beta {mark}");
        await withdrawn.Do(People.Designer, new WithdrawProduct("No."));
        var loan = (await Bank.Post(People.OtherTeam, "/api/products", Sample.Declaration with { Name = $"Gamma {mark}", Category = "consumer-loans", Team = "loans" })).Is(201).Json.Text("productId");
        await declared.Do(People.Designer, Sample.Graded(RiskGrade.R2));

        (await Found("")).Should().BeEquivalentTo($"{declared.Id}", $"{withdrawn.Id}", loan);
        (await Found("&team=loans")).Should().Equal(loan);
        (await Found("&category=consumer-loans")).Should().Equal(loan);
        (await Found("&disposition=Withdrawn")).Should().Equal($"{withdrawn.Id}");
        (await Found("&riskGrade=R2")).Should().Equal($"{declared.Id}");
        (await Found("&stage=InternalDeclaration&disposition=Active&category=cards")).Should().Equal($"{declared.Id}");
        (await Found("&marketState=Live")).Should().BeEmpty();
        (await Found("&team=nobody")).Should().BeEmpty();
        (await Found("", People.Designer)).Should().BeEquivalentTo($"{declared.Id}", $"{withdrawn.Id}");
        (await Found("&team=cards", People.OtherTeam)).Should().BeEmpty("a filter shows nothing that the reader may not see");
    }

    [Theory]
    [InlineData("%25")]
    [InlineData("_")]
    [InlineData("%27")]
    [InlineData("%5C")]
    public async Task a_search_word_is_no_pattern(string word)
    {
        await HttpJourney.Declared(Bank, $"Plain {mark}");
        var odd = await HttpJourney.Declared(Bank, $"Odd{Uri.UnescapeDataString(word)} {mark}");

        (await Found($"{word}%20{mark}", "")).Should().Equal($"{odd.Id}");
    }

    [Fact]
    public async Task a_search_word_ignores_case()
    {
        var product = await HttpJourney.Declared(Bank, $"Harbour {mark}");

        (await Found($"HARBOUR%20{mark}", "")).Should().Equal($"{product.Id}");
    }

    [Theory]
    [InlineData("name")]
    [InlineData("-name")]
    [InlineData("declaredAt")]
    [InlineData("-declaredAt")]
    public async Task page_by_page_each_product_comes_once_in_the_order_asked_for(string sort)
    {
        var names = (string[])["b", "a", "a", "C", "É", "产", "b"];
        var ids = new List<string>();
        foreach (var name in names) ids.Add($"{(await HttpJourney.Declared(Bank, $"{name} {mark}")).Id}");
        var address = $"/api/products?q={mark}&sort={sort}";

        var whole = (await Bank.All(People.Designer, address, 200)).Select(r => r.Text("id")!).ToList();

        whole.Should().BeEquivalentTo(ids).And.OnlyHaveUniqueItems();
        if (sort == "declaredAt") whole.Should().BeInAscendingOrder("an id begins with its time");
        if (sort == "-declaredAt") whole.Should().BeInDescendingOrder();
        foreach (var limit in (int[])[1, 2, 7]) (await Bank.All(People.Designer, address, limit)).Select(r => r.Text("id")).Should().Equal(whole);
    }

    private Task<IEnumerable<string?>> Found(string filter, Actor? reader = null) => Found(mark, filter, reader);

    private async Task<IEnumerable<string?>> Found(string word, string filter, Actor? reader = null)
    {
        return (await Bank.All(reader ?? People.Officer, $"/api/products?q={word}{filter}", 200)).Select(r => r.Text("id"));
    }
}
