using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>R5: nobody judges what they made, for as long as any of it survives.</summary>
public sealed class DutiesTests
{
    private static readonly Section[] Testing = [Section.Testing];

    private readonly Journey journey = Journey.Declared().Do(People.Designer, Sample.Revise(Section.Testing));

    private bool Contributed(Actor person, params Section[] sections) => Duties.Contributed(journey.Product, person.Id, sections);

    private Journey Revise(Actor by, string json) => journey.Do(by, new ReviseSection(Section.Testing, CanonicalJson.Parse(json)));

    [Fact]
    public void the_declarant_is_a_contributor_to_everything() => Contributed(People.Designer, Section.Marketing).Should().BeTrue();

    [Fact]
    public void a_reviser_is_a_contributor_to_what_they_revised_only()
    {
        journey.Do(People.Tester, Sample.Revise(Section.Testing, "reworded"));

        Contributed(People.Tester, Testing).Should().BeTrue();
        Contributed(People.Tester, Section.Pricing, Section.Risk).Should().BeFalse();
        Contributed(People.TeamMate, Testing).Should().BeFalse();
        Duties.Contributed(journey.Product, People.Tester.Id).Should().BeTrue();
    }

    [Fact]
    public void rewording_somebodys_text_does_not_make_them_free()
    {
        journey.Do(People.Tester, Sample.Revise(Section.Testing, "the tester's")).Do(People.TeamMate, Sample.Revise(Section.Testing, "the team's"));

        Contributed(People.Tester, Testing).Should().BeTrue();
        Contributed(People.TeamMate, Testing).Should().BeTrue();
    }

    [Fact]
    public void taking_out_all_that_somebody_wrote_does()
    {
        Revise(People.Tester, """{"plan":"The plan.","scenarios":[]}""");
        Contributed(People.Tester, Testing).Should().BeTrue();

        Revise(People.TeamMate, "{}");

        Contributed(People.Tester, Testing).Should().BeFalse();
    }

    [Fact]
    public void whoever_touches_one_field_is_not_credited_with_the_others()
    {
        Revise(People.TeamMate, """{"plan":"The plan."}""");
        Revise(People.Tester, """{"plan":"The plan.","documents":[{"sha256":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","name":"report.pdf"}]}""");
        Contributed(People.Tester, Testing).Should().BeTrue("an attached document is a contribution");

        Revise(People.TeamMate, """{"plan":"The plan."}""");

        Contributed(People.Tester, Testing).Should().BeFalse("the document is gone and the plan was never theirs");
        Contributed(People.TeamMate, Testing).Should().BeTrue();
    }

    [Fact]
    public void moving_an_entry_of_a_list_hides_nobody()
    {
        Revise(People.Tester, """{"scenarios":[{"kind":"Ordinary","name":"A","outcome":"Good.","passed":true}]}""");
        Revise(People.TeamMate, """{"scenarios":[{"kind":"Stressed","name":"B","outcome":"Good.","passed":true},{"kind":"Ordinary","name":"A","outcome":"Good.","passed":true}]}""");

        Contributed(People.Tester, Testing).Should().BeTrue();
    }

    [Fact]
    public void what_is_on_sale_stays_somebodys_work_while_a_change_rewrites_it()
    {
        var live = Journey.At(Stage.InternalDeclaration).Do(People.Tester with { Id = "author" }, Sample.Revise(Section.Testing, "the author's"));
        while (live.Product.Stage < Stage.LaunchMonitoring) live.CompleteStage();
        live.SignAll().Do(People.TeamMate, new LaunchProduct(live.Product.Revision, ["app"])).Do(People.TeamMate, new ProposeChange("x"))
            .Do(People.TeamMate, new ReviseSection(Section.Testing, CanonicalJson.Parse("{}")));

        Duties.Contributed(live.Product, "author", Testing).Should().BeTrue();
    }

    [Fact]
    public void only_the_covered_sections_count_for_a_signature()
    {
        var ready = Journey.At(Stage.DevelopmentAndTesting).Do(People.Operator, Sample.Revise(Section.Handover, "the operator's")).Do(People.Tester, Sample.Revise(Section.Testing, "the tester's")).Submit();

        ready.Refuses(People.Tester, ready.Signature(), "own-product", "R5").Missing.Should().ContainSingle();
        ready.Sign(People.Tester with { Id = "another" }).Sign(People.Officer);
        ready.Submit().Refuses(People.Operator, ready.Signature(), "own-product", "R5");
    }

    [Fact]
    public void whom_the_dossier_names_as_a_contributor_judges_nothing_of_it_for_as_long_as_it_does()
    {
        var ready = Journey.At(Stage.DevelopmentAndTesting).Do(People.Designer, Sample.Naming("a.consultant", People.Tester.Id)).Submit();

        ready.Refuses(People.Tester, ready.Signature(), "own-product", "R5").Missing.Should().ContainSingle(m => m.By == Role.Testing);
        ready.Try(People.SecondTester, ready.Signature()).Refusal.Should().BeNull();

        ready.Do(People.Designer, Sample.Naming("a.consultant")).Sign(People.Tester);
    }

    [Fact]
    public void looking_at_more_sections_than_asked_binds_to_those_too()
    {
        var ready = Journey.At(Stage.DevelopmentAndTesting).Do(People.Marketer with { Id = People.Tester.Id }, Sample.Revise(Section.Marketing, "the tester's")).Submit();

        ready.Refuses(People.Tester, ready.Signature() with { Sections = [Section.Marketing] }, "own-product", "R5");
        ready.Sign(People.Tester);
    }
}
