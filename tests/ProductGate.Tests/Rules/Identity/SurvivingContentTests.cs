using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>R5, "in any revision whose content survives": what somebody wrote is known again wherever it turns up.</summary>
public sealed class SurvivingContentTests
{
    private const string Sentence = "Staff explain the costs before the customer signs.";
    private const string Hash = "abababababababababababababababababababababababababababababababab";

    private static readonly Actor Author = People.Tester with { Id = "author", Roles = [Role.Testing, Role.ProductTeam], Teams = ["cards"] };

    private readonly Journey journey = Journey.Declared();

    private Journey Write(Actor by, Section section, string json) => journey.Do(by, new ReviseSection(section, CanonicalJson.Parse(json)));

    private bool Made(Actor person, Section section) => Duties.Contributed(journey.Product, person.Id, [section]);

    [Fact]
    public void a_text_that_somebody_else_moves_to_another_section_stays_its_authors_work()
    {
        Write(Author, Section.Testing, $$"""{"plan":"{{Sentence}}"}""");
        Write(People.TeamMate, Section.Testing, "{}");
        Made(Author, Section.Testing).Should().BeFalse("nothing of it is left there");

        Write(People.TeamMate, Section.Handover, $$"""{"complaintScripts":"{{Sentence}}"}""");

        Made(Author, Section.Handover).Should().BeTrue();
        Made(People.TeamMate, Section.Handover).Should().BeTrue("moving is contributing too");
    }

    [Fact]
    public void a_text_that_moves_to_another_field_of_its_section_stays_its_authors_work()
    {
        Write(Author, Section.Agreement, $$"""{"terms":"{{Sentence}}"}""");
        Write(People.TeamMate, Section.Agreement, $$"""{"text":"{{Sentence}}"}""");

        Made(Author, Section.Agreement).Should().BeTrue();
    }

    [Theory]
    [InlineData(Sentence)]
    [InlineData("Short.")]
    public void going_back_to_an_older_revision_brings_its_author_back(string text)
    {
        Write(Author, Section.Testing, $$"""{"plan":"{{text}}"}""");
        Write(People.TeamMate, Section.Testing, "{}");
        Made(Author, Section.Testing).Should().BeFalse();

        Write(People.TeamMate, Section.Testing, $$"""{"plan":"{{text}}"}""");

        Made(Author, Section.Testing).Should().BeTrue("deleting and typing the same again launders nothing");
    }

    [Fact]
    public void something_else_in_the_same_field_does_not()
    {
        Write(Author, Section.Testing, """{"plan":"Short."}""");
        Write(People.TeamMate, Section.Testing, "{}");
        Write(People.TeamMate, Section.Testing, """{"plan":"Other."}""");

        Made(Author, Section.Testing).Should().BeFalse();
    }

    [Fact]
    public void a_short_word_is_nobodys_work_in_another_field()
    {
        Write(Author, Section.Testing, """{"plan":"Ready."}""");
        Write(People.TeamMate, Section.Handover, """{"branchReadiness":"Ready."}""");

        Made(Author, Section.Handover).Should().BeFalse();
    }

    [Fact]
    public void entries_in_another_order_stay_their_authors_work()
    {
        Write(Author, Section.Disclosure, """{"texts":[{"title":"A","text":"First."},{"title":"B","text":"Second."}]}""");
        Write(People.TeamMate, Section.Disclosure, """{"texts":[{"title":"B","text":"Second."},{"title":"A","text":"First."}]}""");
        Made(Author, Section.Disclosure).Should().BeTrue();

        Write(People.TeamMate, Section.Disclosure, "{}");
        Write(People.TeamMate, Section.Disclosure, """{"texts":[{"title":"B","text":"Second."}]}""");
        Made(Author, Section.Disclosure).Should().BeTrue("one of the entries is back");
    }

    [Fact]
    public void a_document_that_one_attached_and_another_cites_is_the_work_of_both()
    {
        Write(Author, Section.Testing, $$"""{"documents":[{"sha256":"{{Hash}}","name":"report.pdf"}]}""");
        Write(People.TeamMate, Section.Marketing, $$"""{"items":[{"name":"Leaflet","document":{"sha256":"{{Hash}}","name":"r.pdf"},"claims":[],"validUntil":"2027-01-01"}]}""");

        Made(Author, Section.Marketing).Should().BeTrue();
        Made(People.TeamMate, Section.Marketing).Should().BeTrue();
        Made(People.TeamMate, Section.Testing).Should().BeFalse();
    }

    [Fact]
    public void writing_the_same_value_again_changes_nothing_and_makes_nobody_an_author()
    {
        Write(Author, Section.Testing, $$"""{"plan":"{{Sentence}}"}""");
        Write(People.TeamMate, Section.Testing, $$"""{"plan":"{{Sentence}}"}""").Last.Should().BeEmpty();
        Made(People.TeamMate, Section.Testing).Should().BeFalse();
    }

    [Fact]
    public void the_author_may_not_sign_what_was_moved_to_where_they_sign()
    {
        var ready = Journey.At(Stage.DevelopmentAndTesting).Do(Author, new ReviseSection(Section.Marketing, CanonicalJson.Parse($$"""{"noMarketing":"{{Sentence}}"}""")));
        ready.Try(People.Tester with { Id = Author.Id }, ready.Submit().Signature()).Refusal.Should().BeNull();

        ready.Do(People.Designer, new ReviseSection(Section.Testing, CanonicalJson.Parse($$"""{"plan":"{{Sentence}}","scenarios":[{"kind":"Ordinary","name":"A","outcome":"B","passed":true}]}""")));

        ready.Refuses(People.Tester with { Id = Author.Id }, ready.Signature(), "own-product", "R5");
        ready.Sign(People.Tester);
    }

    [Fact]
    public void what_was_written_in_an_abandoned_change_is_remembered()
    {
        var live = Journey.Live().Do(People.Designer, new ProposeChange("More.")).Do(Author, new ReviseSection(Section.Agreement, CanonicalJson.Parse($$"""{"text":"{{Sentence}}"}""")))
            .Do(People.Designer, new WithdrawProduct("No.")).Do(People.Designer, new ProposeChange("Again."));
        Duties.Contributed(live.Product, Author.Id).Should().BeFalse();

        live.Do(People.TeamMate, new ReviseSection(Section.Agreement, CanonicalJson.Parse($$"""{"text":"{{Sentence}}"}""")));

        Duties.Contributed(live.Product, Author.Id, [Section.Agreement]).Should().BeTrue();
    }
}
