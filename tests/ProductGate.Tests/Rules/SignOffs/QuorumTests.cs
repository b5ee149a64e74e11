using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>R2: how many of an office have to sign, by risk grade and by name.</summary>
public sealed class QuorumTests
{
    [Theory]
    [InlineData(RiskGrade.R1, 1)]
    [InlineData(RiskGrade.R2, 1)]
    [InlineData(RiskGrade.R3, 2)]
    [InlineData(RiskGrade.R4, 2)]
    [InlineData(RiskGrade.R5, 2)]
    public void the_committees_quorum_follows_the_risk_grade(RiskGrade grade, int quorum)
    {
        var journey = Journey.Declared();
        foreach (var section in Sections.All) journey.Do(People.Designer, section == Section.Risk ? Sample.Graded(grade) : Sample.Revise(section));
        while (journey.Product.Stage < Stage.ProjectEstablishment) journey.CompleteStage();

        journey.Submit().Sign(People.FirstMember);

        journey.Product.Stage.Should().Be(quorum == 1 ? Stage.RegulatoryFiling : Stage.ProjectEstablishment);
        if (quorum == 2) journey.Sign(People.SecondMember).Product.Stage.Should().Be(Stage.RegulatoryFiling);
    }

    [Fact]
    public void a_product_without_a_grade_is_treated_as_any_grade()
    {
        var ungraded = Journey.Declared().Product;

        SignOffs.AskedFor(ungraded, PolicyReader.Default, Stage.ProjectEstablishment).Should().ContainSingle().Which.Quorum.Should().Be(2);
    }

    [Fact]
    public void a_signature_on_a_product_without_a_grade_covers_what_is_asked_of_every_grade()
    {
        var policy = Sample.Policy(p => p["stages"]![2]!["signOffs"]![1]!["sections"]!.AsArray().Add("Pricing"));

        SignOffs.AskedFor(Journey.Declared(policy).Product, policy, Stage.ProjectEstablishment).Should().ContainSingle().Which.Should()
            .Match<SignOffPolicy>(s => s.Quorum == 2 && s.Sections.SequenceEqual(new[] { Section.Summary, Section.TargetMarket, Section.Risk, Section.Pricing }));
    }

    [Fact]
    public void one_member_counts_once()
    {
        var journey = Journey.At(Stage.ProjectEstablishment).Submit().Sign(People.FirstMember);

        journey.Refuses(People.FirstMember, journey.Signature(), "already-signed", "R4");
        journey.Sign(People.SecondMember).Product.Stage.Should().Be(Stage.RegulatoryFiling);
    }

    [Fact]
    public void a_member_and_the_members_delegate_count_once()
    {
        var journey = Journey.At(Stage.ProjectEstablishment).Submit()
            .Do(People.FirstMember, new DelegateAuthority(People.Compliance.Id, Role.Committee, Sample.Monday.AddDays(10), "Travelling.")).Sign(People.FirstMember);

        journey.Refuses(People.Compliance, journey.Signature(), "already-signed", "R4");
        journey.Do(People.SecondMember, new DelegateAuthority(People.Compliance.Id, Role.Committee, Sample.Monday.AddDays(10), "Ill."));
        journey.Sign(People.Compliance).Product.Stage.Should().Be(Stage.RegulatoryFiling, "the second member's right is still free");
    }

    [Fact]
    public void a_delegate_who_signed_first_uses_up_the_members_right()
    {
        var journey = Journey.At(Stage.ProjectEstablishment).Submit()
            .Do(People.FirstMember, new DelegateAuthority(People.Compliance.Id, Role.Committee, Sample.Monday.AddDays(10), "Travelling.")).Sign(People.Compliance);

        journey.Refuses(People.FirstMember, journey.Signature(), "already-signed", "R4");
        journey.Sign(People.SecondMember).Product.Stage.Should().Be(Stage.RegulatoryFiling);
    }

    [Fact]
    public void where_the_policy_names_the_members_nobody_else_signs()
    {
        var policy = Sample.Policy(p => p["stages"]![1]!["signOffs"]![0]!["members"] = new System.Text.Json.Nodes.JsonArray(People.SecondOfficer.Id));
        var journey = Journey.At(Stage.InternalDeclaration, policy).Submit().Submit();

        journey.Refuses(People.Officer, journey.Signature(), "role-not-allowed");
        journey.Sign(People.SecondOfficer).Product.Valid.Should().ContainSingle();
    }

    [Fact]
    public void a_lower_grade_lowers_the_quorum_but_voids_the_signatures_on_the_risk()
    {
        var journey = Journey.At(Stage.ProjectEstablishment).Submit().Sign(People.FirstMember).Do(People.Designer, Sample.Graded(RiskGrade.R1));

        journey.Product.ValidFor(Stage.ProjectEstablishment, Role.Committee).Should().BeEmpty();
        journey.Sign(People.SecondMember).SignAll().Product.Stage.Should().Be(Stage.RegulatoryFiling);
    }
}
