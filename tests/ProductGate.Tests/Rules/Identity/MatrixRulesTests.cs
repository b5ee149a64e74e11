using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>The matrix of authority against the rules themselves, for every command and every column of somebody who is signed in.</summary>
public sealed class MatrixRulesTests(ITestOutputHelper output)
{
    private static readonly string[] Personal = ["own-product", "recused", "condition-owner", "person-needed", "role-not-allowed", "not-your-product", "not-your-delegation"];

    private readonly Journey disputed = Disputed();
    private readonly Journey suspended = Journey.Live().Do(People.Officer, new SuspendDistribution("Complaints."));

    [Fact]
    public void the_rules_answer_every_cell_as_the_matrix_says()
    {
        var (cells, wrong) = (0, new List<string>());
        foreach (var line in Matrix.Lines(PolicyReader.Default).Where(l => l.Grant.Reach == Reach.Product && l.Grant.Command is not null))
        {
            var journey = For(line);
            foreach (var column in Matrix.Columns.Where(c => c.Relation != Relation.Anonymous))
            {
                var (by, expected) = (MatrixCases.Person(line, column)!, Matrix.Cell(line, column));
                var cell = Answer(journey, line, column, by);
                // Who may not see the product is told before any rule is asked that there is none.
                if (cell != expected && !(expected == "unknown-product" && cell is "role-not-allowed" or "not-your-product" or "not-your-delegation" or "person-needed")) wrong.Add($"{line.Grant.Deed} {line.On} {column.Name}: {cell}, not {expected}");
                cells++;
            }
        }

        output.WriteLine($"{cells} cells.");
        wrong.Should().BeEmpty();
    }

    private string Answer(Journey journey, MatrixLine line, MatrixColumn column, Actor by)
    {
        var subjects = new MatrixSubjects(
            o => disputed.Product.Opinions.First(x => x.Office == o).Id, disputed.Product.Opinions[^1].Id, o => disputed.Product.Conditions.First(c => c.Office == o).Id,
            suspended.Product.Reviews[^1].Id, disputed.Product.Deadlines[0].Id, disputed.Product.Delegations[^1].Id);
        var product = Made(journey.Product, line, column, by);
        var code = ProductRules.Decide(new Situation(product, by, journey.Now, journey.Policy) { Standing = Lent(line, column) }, MatrixCases.Command(line, subjects, journey.Now)!).Refusal?.Code;
        return code is not null && Personal.Contains(code) ? code : Matrix.Yes;
    }

    /// <summary>The product as if the person of the column had made a part of every section, or stepped aside.</summary>
    private static Product Made(Product p, MatrixLine line, MatrixColumn column, Actor by) => column.Relation switch
    {
        Relation.Contributor => p with { Sections = [.. p.Sections.Select(s => s with { Fields = [.. s.Fields, new Field("more", "", [by.Id])] })] },
        Relation.Recused => p with { Recused = [by.Id] },
        _ => p,
    };

    private static System.Collections.Immutable.ImmutableArray<Delegation> Lent(MatrixLine line, MatrixColumn column) => column.Relation != Relation.Delegate
        ? []
        : [.. line.Offices.Select(o => new Delegation($"holder.{o}", People.StandIn.Id, o, DateTimeOffset.MaxValue) { Powers = [.. MatrixCases.EveryPower] })];

    private Journey For(MatrixLine line) => line.Grant.Deed switch
    {
        Deed.SignOffStage => Waiting(Enum.Parse<Stage>(line.On)),
        Deed.RecordEvaluation => Waiting(Stage.ConsumerProtectionEvaluation),
        Deed.SuspendDistribution or Deed.ResumeDistribution or Deed.RetireProduct or Deed.ReportIndicator or Deed.OpenReview or Deed.CompleteReview => suspended,
        _ => disputed,
    };

    private static Journey Waiting(Stage stage)
    {
        if (stage == Stage.LaunchMonitoring) return Waiting(Stage.ConsumerProtectionEvaluation).Sign(People.Officer).Sign(People.Head);
        var journey = Journey.At(stage);
        if (journey.Policy.Of(stage).Filing) journey.Do(People.TeamMate, Sample.Filing());
        journey.Submit();
        return journey.Policy.Of(stage).Evaluation ? journey.Do(People.Officer, new RecordEvaluation(Sample.AllMet(journey.Policy, journey.Product))) : journey;
    }

    private static Journey Disputed()
    {
        var journey = Journey.At(Stage.PreliminaryReview).Submit();
        foreach (var office in journey.Policy.Opinions.Offices)
            journey.Do(People.Designer, new AnswerOpinion(OpinionAnswer.Adopted, "Yes.") { OpinionId = journey.Raise(MatrixCases.OfRole(office), OpinionKind.RequiredChange).Id });
        foreach (var office in (Role[])[Role.ProtectionOffice, Role.Compliance])
            journey.Sign(MatrixCases.OfRole(office), SignOffDecision.ApproveWithConditions, null, new NewCondition("Train.", Role.Operations, ConditionGate.BeforeLaunch, new DateOnly(2026, 6, 30)));
        journey.Do(People.SecondOfficer, new DelegateAuthority("somebody", Role.ProtectionOffice, journey.Now.AddDays(9), "Away."));
        return journey.Do(People.Designer, new AnswerOpinion(OpinionAnswer.NotAdopted, "No.") { OpinionId = journey.Raise(People.SecondOfficer, OpinionKind.Objection).Id });
    }
}
