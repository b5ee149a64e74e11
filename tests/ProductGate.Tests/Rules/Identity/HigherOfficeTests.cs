using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>R7: a risk is accepted by somebody above the office that is overruled, not by one of its own who also sits on the committee.</summary>
public sealed class HigherOfficeTests
{
    private readonly Journey journey = Journey.At(Stage.PreliminaryReview);
    private readonly RuleOnOpinion accept;

    public HigherOfficeTests()
    {
        var opinion = journey.Raise(People.Officer, OpinionKind.Objection);
        journey.Do(People.Designer, new AnswerOpinion(OpinionAnswer.NotAdopted, "No.") { OpinionId = opinion.Id });
        accept = new RuleOnOpinion(Ruling.AcceptRisk, "Bearable.", new DateOnly(2026, 12, 31)) { OpinionId = opinion.Id };
    }

    [Theory]
    [InlineData(Role.ProtectionOffice)]
    [InlineData(Role.ProtectionHead)]
    public void a_member_of_the_overruled_office_is_not_above_it(Role also)
    {
        var member = People.FirstMember with { Roles = [Role.Committee, also] };

        journey.Refuses(member, accept, "own-office", "R7");
        journey.Try(member, accept with { Decision = Ruling.Uphold }).Refusal.Should().BeNull("that overrules nobody");
    }

    [Fact]
    public void a_member_of_another_office_is() => journey.Do(People.FirstMember with { Roles = [Role.Committee, Role.Compliance] }, accept);
}
