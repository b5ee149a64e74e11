using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>The dossier: complete, numbered, hashed revisions.</summary>
public sealed class DossierTests
{
    private readonly Journey journey = Journey.Declared();

    private Dossier Dossier => journey.Facts.Aggregate(Dossier.Empty, (d, f) => d.After(f));

    [Fact]
    public void every_revision_is_complete_and_immutable()
    {
        journey.Do(People.Designer, Sample.Revise(Section.Pricing)).Do(People.TeamMate, Sample.Revise(Section.Risk)).Do(People.TeamMate, Sample.Revise(Section.Pricing, "dearer"));

        Dossier.Revisions.Select(r => r.Revision).Should().Equal(0, 1, 2, 3, 4);
        Dossier.Find(2)!.Sections.Select(s => s.Section).Should().Equal(Section.Summary, Section.Pricing);
        Dossier.Find(4)!.Sections.Select(s => (s.Section, s.Revision)).Should().Equal((Section.Summary, 1), (Section.Pricing, 4), (Section.Risk, 3));
        Dossier.Find(2)!.Sections[1].Should().Match<SectionContent>(s => s.By == People.Designer.Id && s.Content == Sample.Content(Section.Pricing, "first"));
        Dossier.Find(5).Should().BeNull();
    }

    [Fact]
    public void a_sections_hash_is_the_sha256_of_its_canonical_json()
    {
        journey.Do(People.Designer, Sample.Revise(Section.Pricing));

        journey.Product.HashOf(Section.Pricing).Should().Be(Sample.Content(Section.Pricing).Hash).And.MatchRegex("^[0-9a-f]{64}$");
        journey.Product.HashOf(Section.Marketing).Should().BeEmpty();
    }

    [Fact]
    public void documents_are_attached_once_by_their_hash()
    {
        var first = new DocumentRef(new string('a', 64), "terms.pdf");
        var second = new DocumentRef(new string('b', 64), "fees.pdf");
        ReviseSection Agreement(params DocumentRef[] documents) => new(Section.Agreement, CanonicalJson.Of(System.Text.Json.JsonSerializer.SerializeToElement(new AgreementContent("Text.", Documents: documents), Json.Options)));

        journey.Do(People.Designer, Agreement(first, first)).Last.OfType<DocumentAttached>().Should().ContainSingle().Which.Should()
            .Be(new DocumentAttached(2, Section.Agreement, first.Sha256, "terms.pdf", People.Designer.Id));
        journey.Do(People.Designer, Agreement(first, second)).Last.OfType<DocumentAttached>().Select(f => f.Name).Should().Equal("fees.pdf");
        journey.Product.Documents.Should().Equal(first.Sha256, second.Sha256);
    }

    [Fact]
    public void documents_are_found_at_any_depth()
    {
        var content = CanonicalJson.Parse($$"""{"items":[{"name":"Leaflet","document":{"sha256":"{{new string('c', 64)}}","name":"l.pdf"},"claims":[],"validUntil":"2026-12-31"}]}""");

        Sections.DocumentsIn(content).Should().ContainSingle().Which.Name.Should().Be("l.pdf");
    }

    [Fact]
    public void a_section_has_its_editors()
    {
        journey.Refuses(People.Officer, Sample.Revise(Section.Pricing), "role-not-allowed").Missing.Should().ContainSingle(m => m.By == Role.ProductTeam);
        journey.Refuses(People.OtherTeam, Sample.Revise(Section.Pricing), "not-your-product");
        journey.Refuses(People.Tester, Sample.Revise(Section.Pricing), "role-not-allowed");
        journey.Do(People.Tester, Sample.Revise(Section.Testing)).Do(People.Operator, Sample.Revise(Section.Handover)).Do(People.Marketer, Sample.Revise(Section.Marketing)).Do(People.Complaints, Sample.Revise(Section.Handover, "codes"));
    }

    [Theory]
    [InlineData("""{"purpose":"x","nonsense":1}""")]
    [InlineData("""{"purpose":1}""")]
    [InlineData("""{"wishedLaunchDate":"soon"}""")]
    [InlineData("""[]""")]
    [InlineData("""null""")]
    public void content_that_does_not_have_the_sections_form_is_not_read(string json)
    {
        var read = () => Sections.Read(Section.Summary, System.Text.Encoding.UTF8.GetBytes(json), Json.Strict);

        read.Should().Throw<System.Text.Json.JsonException>();
    }

    [Fact]
    public void content_is_brought_into_one_canonical_text()
    {
        CanonicalJson Read(string json) => Sections.Read(Section.Summary, System.Text.Encoding.UTF8.GetBytes(json), Json.Strict);

        Read("""{ "purpose": "x", "description": "\u0041" }""").Text.Should().Be("""{"description":"A","purpose":"x"}""");
        Read("""{"description":"A","purpose":"x"}""").Hash.Should().Be(Read("""{"purpose":"x","description":"A"}""").Hash);
    }

    [Fact]
    public void every_section_has_a_form_and_reads_its_own_sample()
    {
        foreach (var section in Sections.All)
            Sections.Read(section, System.Text.Encoding.UTF8.GetBytes(Sample.Content(section).Text), Json.Strict).Should().Be(Sample.Content(section));
    }
}
