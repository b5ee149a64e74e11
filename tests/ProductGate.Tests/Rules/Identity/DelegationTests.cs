using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>Passing on the right to sign, and what binds the delegate (R5).</summary>
public sealed class DelegationTests
{
    private static readonly DelegateAuthority ToOperator = new(People.Operator.Id, Role.Testing, Sample.Monday.AddDays(10), "On leave.");

    private static Journey Testing() => Journey.At(Stage.DevelopmentAndTesting);

    [Fact]
    public void a_delegate_signs_in_the_name_of_the_office_on_behalf_of_the_principal()
    {
        var journey = Testing().Submit();
        journey.Refuses(People.Operator, journey.Signature(), "role-not-allowed");

        journey.Do(People.Tester, ToOperator).Sign(People.Operator);

        journey.Last.OfType<SignOffGiven>().Single().Should().Match<SignOffGiven>(f => f.Office == Role.Testing && f.Capacity == Capacity.Delegate && f.OnBehalfOf == People.Tester.Id && f.By == People.Operator.Id);
    }

    [Fact]
    public void the_right_ends_on_time()
    {
        var journey = Testing().Submit().Do(People.Tester, ToOperator);

        journey.Now = ToOperator.Until.AddTicks(-1);
        journey.Try(People.Operator, journey.Signature()).Refusal.Should().BeNull();
        journey.Now = ToOperator.Until;
        journey.Refuses(People.Operator, journey.Signature(), "role-not-allowed");
    }

    [Fact]
    public void a_delegate_is_bound_by_the_principals_contributions()
    {
        var clean = Testing().Do(People.Tester, ToOperator).Submit();
        var tainted = Testing().Do(People.Tester, ToOperator).Do(People.Tester, Sample.Revise(Section.Testing, "the tester's own")).Submit();

        tainted.Refuses(People.Operator, tainted.Signature(), "own-product", "R5");
        clean.Sign(People.Operator);
    }

    [Fact]
    public void a_delegate_is_bound_by_their_own_contributions()
    {
        var policy = Sample.Policy(p => p["sections"]![8]!["editors"]!.AsArray().Add("operations"));
        var clean = Journey.At(Stage.DevelopmentAndTesting, policy).Do(People.Tester, ToOperator).Submit();
        clean.Try(People.Operator, clean.Signature()).Refusal.Should().BeNull();

        clean.Do(People.Operator, Sample.Revise(Section.Testing, "the operator's own")).Refuses(People.Operator, clean.Signature(), "own-product", "R5");
    }

    [Fact]
    public void a_delegate_is_bound_by_the_principals_stepping_aside()
    {
        var journey = Testing().Do(People.Tester, ToOperator).Submit();
        journey.Try(People.Operator, journey.Signature()).Refusal.Should().BeNull();

        journey.Sign(People.Tester, SignOffDecision.Recuse).Refuses(People.Operator, journey.Signature(), "recused", "R5");
    }

    [Fact]
    public void a_right_is_not_passed_to_somebody_who_contributed()
    {
        var journey = Testing();

        journey.Refuses(People.Tester, ToOperator with { To = People.Designer.Id }, "own-product", "R5");
        journey.Do(People.Tester, ToOperator);
    }

    [Fact]
    public void a_delegation_is_to_another_person_of_ones_own_office_for_a_time()
    {
        var journey = Testing();

        journey.Refuses(People.Tester, ToOperator with { To = People.Tester.Id }, "delegate-self").Field.Should().Be("to");
        journey.Refuses(People.Tester, ToOperator with { Office = Role.Operations }, "role-not-allowed").Kind.Should().Be(RefusalKind.Forbidden);
        journey.Refuses(People.Designer, ToOperator with { Office = Role.ProductTeam }, "office-odd").Field.Should().Be("office");
        journey.Refuses(People.Administrator, ToOperator with { Office = Role.Administrator }, "office-odd");
        journey.Refuses(People.Tester, ToOperator with { Until = Sample.Monday }, "date-out-of-range").Field.Should().Be("until");
        journey.Refuses(People.Tester, ToOperator with { Until = Sample.Monday.AddDays(93) }, "date-out-of-range");
        journey.Do(People.Tester, ToOperator with { Until = Sample.Monday.AddDays(92) });
    }

    [Fact]
    public void a_right_is_not_passed_on_twice() =>
        Testing().Do(People.Tester, ToOperator).Refuses(People.Operator, ToOperator with { To = People.Complaints.Id }, "role-not-allowed");

    [Fact]
    public void the_administrator_never_signs_not_even_as_a_delegate()
    {
        var journey = Testing().Do(People.Tester, ToOperator with { To = People.Administrator.Id }).Do(People.Tester, ToOperator).Submit();

        journey.Refuses(People.Administrator, journey.Signature(), "role-not-allowed");
        journey.Sign(People.Operator);
    }
}
