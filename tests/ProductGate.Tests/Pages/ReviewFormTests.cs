using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Pages;

/// <summary>Every form of a review, wrong and right: opinions, the decision, conditions, deadlines, and handing in.</summary>
public sealed class ReviewFormTests(SharedBank shared) : IClassFixture<SharedBank>
{
    private static readonly (string, string)[] Reason = [("reason", "")];

    [Fact]
    public async Task of_an_opinion_that_is_adopted_and_one_that_is_withdrawn()
    {
        var product = await HttpJourney.HandedIn(shared.Bank, Stage.PreliminaryReview);
        await Works(new(product, "raise-opinion", "", "/opinions", People.Officer, People.Administrator, "kind", "text", ("kind", "Objection"), ("section", "Pricing"), ("subject", "The fee"), ("text", ""), ("wantedChange", "Halve it.")));
        var one = $"/opinions/{await product.Newest("opinions")}";
        await Works(new(product, "answer-o1", "", $"{one}/answer", People.Designer, People.Officer, "answer", "reason", ("answer", "Adopted"), ("reason", "")));
        await product.Do(People.Designer, Sample.Revise(Section.Pricing, "halved"));
        await Works(new(product, "verify-o1", "", $"{one}/verification", People.Officer, People.Designer, "verified", "note", ("verified", "true"), ("note", "")));

        var other = await product.Raise(People.Officer, OpinionKind.Suggestion);
        await Works(new(product, "withdraw-o2", "", $"/opinions/{other}/withdrawal", People.Officer, People.Designer, "reason", "reason", Reason));
    }

    [Fact]
    public async Task of_an_opinion_that_is_disputed()
    {
        var product = await HttpJourney.HandedIn(shared.Bank, Stage.PreliminaryReview);
        var one = $"/opinions/{await product.Raise(People.Officer, OpinionKind.Objection)}";
        await Works(new(product, "escalate-o1", "", $"{one}/escalation", People.Officer, People.FirstMember, "reason", "reason", Reason));
        await Works(new(product, "rule-o1", "", $"{one}/ruling", People.FirstMember, People.Officer, "decision", "reason", ("decision", "Uphold"), ("reason", "")));
    }

    [Fact]
    public async Task of_a_decision_and_its_condition()
    {
        var product = await HttpJourney.HandedIn(shared.Bank, Stage.PreliminaryReview);
        await product.Open(People.Compliance);
        await Works(new(
            product, "sign", "/decision", "/sign-offs", People.Compliance, People.FirstMember, "decision", "reason", ("stage", "PreliminaryReview"), ("office", "compliance"), ("decision", "ApproveWithConditions"), ("reason", ""),
            ("conditions[0].text", "Train the branches."), ("conditions[0].owner", "operations"), ("conditions[0].gate", "AfterLaunch"), ("conditions[0].daysAfterLaunch", "30")));
        await Works(new(product, "close-c1", "", $"/conditions/{await product.Newest("conditions")}/closure", People.Compliance, People.FirstMember, "evidence", "evidence", ("evidence", "")));
    }

    [Fact]
    public async Task of_a_deadline()
    {
        var product = await HttpJourney.HandedIn(shared.Bank, Stage.PreliminaryReview);
        var deadline = await product.Newest("deadlines");
        var (address, later) = ($"/deadlines/{deadline}", product.Today.AddDays(30).ToString("yyyy-MM-dd", null));
        await Works(new(product, $"extend-{deadline}", "", $"{address}/extension", People.Head, People.Officer, "due", "reason", ("due", later), ("reason", "")));
        await Works(new(product, $"pause-{deadline}", "", $"{address}/pause", People.Head, People.Officer, "reason", "reason", Reason));
        await Works(new(product, $"resume-{deadline}", "", $"{address}/resumption", People.Head, People.Officer, "reason", "reason", Reason));
    }

    [Fact]
    public async Task of_the_end() =>
        await Works(new(await HttpJourney.Declared(shared.Bank), "withdraw", "", "/withdrawal", People.Designer, People.Officer, "reason", "reason", Reason));

    /// <summary>Says nothing but which stage it is.</summary>
    [Fact]
    public async Task of_handing_in()
    {
        var product = await HttpJourney.At(shared.Bank, Stage.PreliminaryReview);
        using var team = await Visitor.Of(shared.Bank, People.Designer);
        using var office = await Visitor.Of(shared.Bank, People.Officer);
        var (page, before) = ($"/products/{product.Id}", await Trace.Of(shared.Bank, product.Id));
        Task<Answer> Send(Visitor by, string stage, long version) => by.Submit(page, $"{page}/submissions", ("form", "submit"), ("page", page), ("version", $"{version}"), ("stage", stage));

        (await Send(team, "Nowhere", product.Version)).Is(400).Text.Should().Contain("errsum");
        (await Send(team, "Handover", product.Version)).Is(409).Text.Should().Contain("errsum");
        (await Send(team, "PreliminaryReview", product.Version - 1)).Is(412).Text.Should().Contain("stale-version");
        (await Send(office, "PreliminaryReview", product.Version)).Is(403).Text.Should().Contain("errsum");
        (await office.Get(page)).Is(200).Text.Should().NotContain("id=\"submit\"");
        (await Trace.Of(shared.Bank, product.Id)).Should().Be(before);
        (await Send(team, "PreliminaryReview", product.Version)).Is(303);
    }

    private static async Task Works(Sheet sheet)
    {
        await sheet.IsRefusedWhereItIsWrong();
        await sheet.IsRecordedWhereItIsRight();
    }
}
