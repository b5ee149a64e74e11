using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>A revision invalidates the signatures that cover what it changes and carries over all others. Never neither, never both.</summary>
public sealed class CarryOverTests
{
    public static TheoryData<Section> EverySection() => [.. Sections.All];

    [Theory]
    [MemberData(nameof(EverySection))]
    public void each_standing_signature_is_either_invalidated_or_carried_over(Section section)
    {
        var journey = Journey.At(Stage.ConsumerProtectionEvaluation);
        var standing = journey.Product.Valid.ToList();

        journey.Do(People.TeamMate, Sample.Revise(section, "second"));

        var invalidated = journey.Last.OfType<SignOffInvalidated>().ToList();
        var carried = journey.Last.OfType<SignOffCarriedOver>().ToList();
        standing.Should().HaveCount(9);
        invalidated.Select(f => (f.Stage, f.Office, f.SignedBy)).Should().Equal(standing.Where(v => v.Covers(section)).Select(v => (v.Stage, v.Office, v.By)));
        carried.Select(f => (f.Stage, f.Office, f.SignedBy)).Should().Equal(standing.Where(v => !v.Covers(section)).Select(v => (v.Stage, v.Office, v.By)));
        invalidated.All(f => f.Changed.SequenceEqual([section]) && f.Reason.Contains(Words.Of(section).ToString())).Should().BeTrue();
        carried.All(f => f.FromRevision == f.ToRevision - 1 && f.ToRevision == journey.Product.Revision && f.Reason.Contains(Words.Of(section).ToString())).Should().BeTrue();
        journey.Product.Valid.Select(v => v.Revision).Should().Equal(carried.Select(_ => journey.Product.Revision));
    }

    [Theory]
    [MemberData(nameof(EverySection))]
    public void an_invalidated_signature_is_asked_for_again_and_a_carried_over_one_is_not(Section section)
    {
        var journey = Journey.At(Stage.ConsumerProtectionEvaluation).Do(People.TeamMate, Sample.Revise(section, "second"));

        journey.Last.OfType<SignOffRequested>().Select(f => (f.Stage, f.Office)).Should()
            .BeEquivalentTo(journey.Last.OfType<SignOffInvalidated>().Select(f => (f.Stage, f.Office)).Distinct());
        journey.SignAll().CompleteStage().Product.Stage.Should().Be(Stage.LaunchMonitoring);
    }

    [Fact]
    public void the_same_content_again_is_no_revision()
    {
        var journey = Journey.At(Stage.PreliminaryReview);

        var again = journey.Try(People.TeamMate, Sample.Revise(Section.Pricing));

        again.Should().Be(Decision.Nothing);
        journey.Do(People.TeamMate, Sample.Revise(Section.Pricing, "second")).Last.OfType<DossierRevised>().Should().ContainSingle();
    }

    [Fact]
    public void a_section_that_the_signer_added_is_covered_too()
    {
        var plain = Journey.At(Stage.PreliminaryReview).Submit().Sign(People.Officer);
        var more = Journey.At(Stage.PreliminaryReview).Submit().Do(People.Officer, plain.Signature() with { Sections = [Section.Agreement, Section.Risk] });

        plain.Do(People.Designer, Sample.Revise(Section.Agreement, "second")).Last.OfType<SignOffCarriedOver>().Should().ContainSingle();
        more.Do(People.Designer, Sample.Revise(Section.Agreement, "second")).Last.OfType<SignOffInvalidated>().Should().ContainSingle();
    }

    [Fact]
    public void a_section_that_was_not_there_yet_is_pinned_by_an_empty_hash_and_filling_it_invalidates()
    {
        var journey = Journey.Declared();
        foreach (var section in Sections.All.Except([Section.Marketing])) journey.Do(People.Designer, Sample.Revise(section));
        journey.Submit().Submit().Do(People.Officer, journey.Signature() with { Sections = [Section.Marketing] });

        journey.Last.OfType<SignOffGiven>().Single().Sections.Single(s => s.Section == Section.Marketing).Hash.Should().BeEmpty();
        journey.Do(People.Designer, Sample.Revise(Section.Marketing)).Last.OfType<SignOffInvalidated>().Should().ContainSingle();
    }
}
