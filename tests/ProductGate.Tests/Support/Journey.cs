using ProductGate.Domain;

namespace ProductGate.Tests.Support;

/// <summary>A product's life in memory: commands go through the one pure door, facts are folded, time passes by hand.</summary>
internal sealed class Journey
{
    public static readonly Guid Id = Guid.Parse("7b0c2f4e-0000-7000-8000-000000000001");

    public Policy Policy { get; set; } = PolicyReader.Default;
    public DateTimeOffset Now { get; set; } = Sample.Monday;
    public Product Product { get; private set; } = null!;
    public List<IFact> Facts { get; } = [];

    /// <summary>Who brought about each fact, and when.</summary>
    public List<(Actor By, DateTimeOffset At)> Acts { get; } = [];

    /// <summary>The facts of the newest command.</summary>
    public IReadOnlyList<IFact> Last { get; private set; } = [];

    public static Journey Declared(Policy? policy = null)
    {
        var journey = new Journey { Policy = policy ?? PolicyReader.Default };
        journey.Take(ProductRules.Declare(Id, Sample.Declaration, People.Designer, journey.Now, journey.Policy), People.Designer);
        return journey;
    }

    /// <summary>A product whose open stage is this one and not yet handed in; everything before it done by the book.</summary>
    public static Journey At(Stage stage, Policy? policy = null)
    {
        var journey = Declared(policy);
        foreach (var section in Sections.All) journey.Do(People.Designer, Sample.Revise(section));
        while (journey.Product.Stage < stage) journey.CompleteStage();
        return journey;
    }

    public static Journey Live(Policy? policy = null)
    {
        var journey = At(Stage.LaunchMonitoring, policy);
        return journey.SignAll().Do(People.TeamMate, new LaunchProduct(journey.Product.Revision, ["branch"]));
    }

    public Decision Try(Actor by, IProductCommand command) => ProductRules.Decide(new Situation(Product, by, Now, Policy).HavingOpenedAll(), command);

    public Journey Do(Actor by, IProductCommand command)
    {
        var decision = Try(by, command);
        decision.Refusal.Should().BeNull($"{by.Name} may do {command}");
        return Take(decision, by);
    }

    public Refusal Refused(Actor by, IProductCommand command)
    {
        var decision = Try(by, command);
        decision.Facts.Should().BeEmpty();
        decision.Refusal.Should().NotBeNull($"{command} by {by.Name} should be refused");
        return decision.Refusal!;
    }

    /// <summary>The command is refused with this code and rule, and nothing is recorded.</summary>
    public Refusal Refuses(Actor by, IProductCommand command, string code, string? rule = null)
    {
        var refusal = Refused(by, command);
        (refusal.Code, refusal.Rule).Should().Be((code, rule), refusal.Sentence.ToString());
        refusal.Sentence.ToString().Should().NotBeNullOrWhiteSpace();
        return refusal;
    }

    public Journey Submit() => Do(People.TeamMate, new SubmitStage());

    public Journey Sign(Actor by, SignOffDecision decision = SignOffDecision.Approve, Stage? sendBackTo = null, params NewCondition[] conditions) => Do(by, Signature(decision, sendBackTo, conditions));

    /// <summary>A decision on the open stage.</summary>
    public SignOffStage Signature(SignOffDecision decision = SignOffDecision.Approve, Stage? sendBackTo = null, params NewCondition[] conditions) =>
        new(Product.Stage, decision, "Looked at.", conditions.Length == 0 ? null : conditions, sendBackTo);

    public Opinion Raise(Actor by, OpinionKind kind, Section section = Section.Pricing)
    {
        Do(by, Sample.Opinion(kind, section));
        return Product.Opinions[^1];
    }

    /// <summary>The opinion as it is now.</summary>
    public Opinion Current(Opinion opinion) => Product.Opinions.Single(o => o.Id == opinion.Id);

    /// <summary>Answers "adopted", revises the section, and lets the office verify it.</summary>
    public Journey Settle(Opinion opinion, Actor office) => Do(People.Designer, new AnswerOpinion(OpinionAnswer.Adopted, "We change it.") { OpinionId = opinion.Id })
        .Do(People.Designer, Sample.Revise(opinion.Section, $"after O{opinion.Number}"))
        .Do(office, new VerifyOpinion(true, "Seen.") { OpinionId = opinion.Id });

    public Deadline Deadline(string key) => Product.DeadlineOf(key)!;

    public IEnumerable<Ask> Asked => Asks.Of(Product, Policy);

    public Journey CompleteStage()
    {
        if (Policy.Of(Product.Stage).Filing) Do(People.TeamMate, new RecordFiling(FilingType.Filing, "Article 12", FilingOutcome.Accepted, "F-2026-1", new DateOnly(2026, 2, 27)));
        Do(People.TeamMate, new SubmitStage());
        if (Policy.Of(Product.Stage).Evaluation && Product.Submitted) Do(People.Officer, new RecordEvaluation(Sample.AllMet(Policy, Product)));
        return SignAll();
    }

    /// <summary>Gives every signature that is being asked for, each by a person of the office who may.</summary>
    public Journey SignAll()
    {
        while (Asks.Of(Product, Policy).FirstOrDefault(a => a.Kind == AskKind.SignOff) is { } ask)
        {
            var signer = People.All.First(p => p.Is(ask.By) && !Product.Valid.Any(v => v.Stage == ask.Stage && v.By == p.Id));
            Do(signer, new SignOffStage(ask.Stage!.Value, SignOffDecision.Approve, ""));
        }
        return this;
    }

    /// <summary>Lets time pass, with the timers going off in order of their due dates.</summary>
    public Journey Wait(TimeSpan time)
    {
        var until = Now + time;
        while (Product.Deadlines.OrderBy(d => d.Due).FirstOrDefault(d => d.IsDue(until)) is { } deadline)
        {
            Now = deadline.Due;
            Do(Actor.System, new CheckDeadline(deadline.Id));
        }
        Now = until;
        return this;
    }

    private Journey Take(Decision decision, Actor by)
    {
        Last = decision.Facts;
        foreach (var fact in decision.Facts) Product = ProductGate.Domain.Product.Evolve(Product, Id, fact)!;
        Facts.AddRange(decision.Facts);
        Acts.AddRange(decision.Facts.Select(_ => (by, Now)));
        return this;
    }
}
