using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

public sealed class HistoryTests(SharedBank shared) : IClassFixture<SharedBank>
{
    private Bank Bank => shared.Bank;

    [Fact]
    public async Task a_product_is_told_as_it_was_at_every_version_and_moment()
    {
        var product = await HttpJourney.Declared(Bank);
        var then = new Dictionary<long, string> { [product.Version] = (await product.Look()).GetRawText() };
        foreach (var section in (Section[])[Section.Summary, Section.TargetMarket, Section.Distribution, Section.Pricing])
        {
            await product.Do(People.Designer, Sample.Revise(section));
            then[product.Version] = (await product.Look()).GetRawText();
        }
        await product.Submit();
        var times = (await product.Trail()).ToDictionary(e => e.GetProperty("version").GetInt64(), e => e.Text("time")!);

        foreach (var (version, told) in then)
        {
            var answer = (await Bank.Get(People.Officer, $"{product.Path}?version={version}")).Is(200);
            answer.Text.Should().Be(told);
            answer.Version.Should().Be(version);
            (await product.Look(query: $"?asOf={Uri.EscapeDataString(times[version])}")).GetRawText().Should().Be(told);
        }
    }

    [Fact]
    public async Task the_difference_of_two_revisions_names_sections_and_fields()
    {
        var product = await HttpJourney.At(Bank, Stage.InternalDeclaration);
        var before = product.Revision;
        await product.Do(People.Designer, Sample.Without(Section.Pricing, "note"));
        await product.Do(People.Designer, Sample.Revise(Section.TargetMarket, "second"));

        var diff = (await Bank.Get(People.TeamMate, $"{product.Path}/dossier/diff?from={before}&to={product.Revision}")).Is(200).Json;

        var sections = diff.Items("sections").ToDictionary(s => s.Text("section")!, s => s.Items("fields").Select(f => (f.Text("path"), f.Text("change"), f.Text("before"), f.Text("after"))).ToArray());
        sections.Keys.Should().BeEquivalentTo("Pricing", "TargetMarket");
        sections["Pricing"].Should().Equal(("note", "Removed", "first", null));
        sections["TargetMarket"].Should().Equal(("target", "Changed", "Salaried customers, first.", "Salaried customers, second."));
        diff.Items("sections").Should().OnlyContain(s => s.Text("hashBefore") != s.Text("hashAfter"));

        (await Bank.Get(People.TeamMate, $"{product.Path}/dossier/diff?from=0&to=1")).Is(200).Json.Items("sections").Single().Items("fields").Should().OnlyContain(f => f.Text("change") == "Added");
        (await Bank.Get(People.TeamMate, $"{product.Path}/dossier/diff?from=1&to=1")).Is(200).Json.Items("sections").Should().BeEmpty();
    }

    [Fact]
    public async Task a_section_is_hashed_over_its_canonical_form()
    {
        var product = await HttpJourney.Declared(Bank);
        var version = product.Version;
        var first = (await Put("""{"text":"The agreement.","terms":"One year."}""")).Is(200);
        var again = (await Put(""" { "terms" : "One\u0020year." , "text":"The agreement.", "documents": null } """)).Is(200);

        first.Json.Texts("events").Should().Contain("dossier-revised");
        again.Json.Texts("events").Should().BeEmpty("the order of members and the way of writing them is no change");
        (await product.Look()).Items("dossier").Single(s => s.Text("section") == "Agreement").Text("hash").Should()
            .Be(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("""{"terms":"One year.","text":"The agreement."}"""u8)));

        async Task<Answer> Put(string body)
        {
            var answer = await Bank.Send(People.Designer, HttpMethod.Put, $"{product.Path}/dossier/Agreement", body, Client.IfMatch(version));
            version = answer.Version;
            return answer;
        }
    }
}
