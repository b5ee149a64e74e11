using System.Globalization;
using Microsoft.Playwright;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Pages;

/// <summary>The product's page in a real browser: who sees what, and the life of an opinion.</summary>
public sealed class ProductPageTests(Browser browser, SharedBank shared) : IClassFixture<SharedBank>
{
    private const string Hostile = "<script>alert('x')</script> \"quoted\" & 收费 ${7*7} </textarea>";

    private Bank Bank => shared.Bank;

    [Fact]
    public async Task an_objection_is_raised_answered_verified_and_the_stage_signed_without_any_script()
    {
        var product = await HttpJourney.HandedIn(Bank, Stage.PreliminaryReview);
        var path = $"/products/{product.Id}";
        await using var officer = await browser.Open(Bank, People.Officer, scripts: false);
        await officer.Page.GotoAsync(path);
        await officer.Page.Locator("#raise > summary").ClickAsync();
        await officer.Page.GetByLabel("Objection").CheckAsync();
        await officer.Page.GetByLabel("Section", new() { Exact = true }).SelectOptionAsync("Pricing");
        foreach (var (label, text) in (Says[])[new("Subject", Hostile), new("What is wrong", Hostile), new("The change you want", Hostile), new("Legal basis", Hostile)]) await officer.Page.GetByLabel(label).FillAsync(text);
        await officer.Press("Raise the opinion");

        (await officer.Page.GetByRole(AriaRole.Status).First.TextContentAsync())!.Should().Contain($"Raised objection O1 on pricing, revision {product.Revision}: \"{Hostile}\".");
        var thread = officer.Page.Locator("#o1");
        (await thread.Locator(".comments p").AllTextContentsAsync()).Should().Equal(Hostile, $"Wanted change: {Hostile}", $"Legal basis: {Hostile}");
        (await officer.Page.Locator(".gate").First.TextContentAsync())!.Should().Contain("Answer objection O1");

        await using var team = await browser.Open(Bank, People.TeamMate, scripts: false);
        await team.Page.GotoAsync(path);
        await team.Press("Answer");
        (await team.Page.GetByRole(AriaRole.Alert).TextContentAsync())!.Should().Contain("answer");
        await team.Page.GetByRole(AriaRole.Link, new() { Name = "Take O1 to the committee" }).ClickAsync();
        await team.Page.Locator("#escalate-o1-reason").WaitForAsync(); // from the page of a refused form too
        await team.Page.Locator("#o1").GetByLabel("Adopted", new() { Exact = true }).CheckAsync();
        await team.Page.Locator("#answer-o1-reason").FillAsync("The fee is halved.");
        await team.Press("Answer");
        (await team.Page.GetByRole(AriaRole.Status).First.TextContentAsync())!.Should().Contain("Answered the opinion as adopted");

        await officer.Page.GotoAsync(path);
        (await thread.GetByText("It cannot be verified yet:").IsVisibleAsync()).Should().BeTrue("pricing is as it was");
        await product.Refresh();
        await product.Do(People.Designer, Sample.Revise(Section.Pricing, "halved"));
        await officer.Page.GotoAsync(path);
        (await thread.GetByText("Outdated").IsVisibleAsync()).Should().BeTrue();
        await thread.GetByLabel("Yes, it is there").CheckAsync();
        await officer.Press("Record what I found");
        (await thread.Locator(".comments header").AllTextContentsAsync()).Select(t => t.Trim()).Should().SatisfyRespectively(
            c => c.Should().StartWith("Li Wei raised it"), c => c.Should().StartWith("Zhao Lei answered"), c => c.Should().StartWith("Li Wei verified the change"));

        await product.Open(People.Officer);
        await officer.Page.GotoAsync(path);
        await officer.Page.GetByRole(AriaRole.Link, new() { Name = "Decide on preliminary review for the protection office" }).ClickAsync();
        await officer.Choice("Approve").CheckAsync();
        await officer.Press("Sign");
        (await officer.Page.GetByRole(AriaRole.Status).First.TextContentAsync())!.Should().Contain("Approve on preliminary review for the protection office");
        (await product.Look()).Items("signOffs").Should().ContainSingle(s => s.Text("by") == People.Officer.Id);
        officer.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task everybody_sees_the_forms_of_their_own_role_and_no_others()
    {
        var product = await HttpJourney.HandedIn(Bank, Stage.PreliminaryReview);
        await product.Raise(People.Officer, OpinionKind.Objection);
        await product.Sign(People.Compliance, SignOffDecision.ApproveWithConditions, null, new NewCondition("Train the branches.", Role.Operations, ConditionGate.AfterLaunch, null, 30));

        (await Forms(product, People.Officer)).Should().BeEquivalentTo("opinions", "opinions/withdrawal", "opinions/escalation");
        (await Forms(product, People.Head)).Should().BeEquivalentTo("opinions", "opinions/withdrawal", "opinions/escalation", "deadlines/extension", "deadlines/pause", "deadlines/extension", "deadlines/pause");
        (await Forms(product, People.Compliance)).Should().BeEquivalentTo("opinions", "conditions/closure");
        (await Forms(product, People.Designer)).Should().BeEquivalentTo("submissions", "withdrawal", "opinions/answer", "opinions/escalation");
        (await Forms(product, People.FirstMember)).Should().BeEquivalentTo("opinions", "deadlines/extension", "deadlines/pause", "deadlines/extension", "deadlines/pause");
        (await Forms(product, People.Operator)).Should().BeEquivalentTo(["opinions"], "whoever has to meet a condition does not close it");
        (await Forms(product, People.Administrator)).Should().BeEmpty();
        (await Bank.Get(People.OtherTeam, product.Path)).Is(404);
    }

    [Fact]
    public async Task whoever_was_overtaken_is_told_by_whom_and_loses_nothing()
    {
        var product = await HttpJourney.HandedIn(Bank, Stage.PreliminaryReview);
        await using var window = await browser.Open(Bank, People.Officer, scripts: false);
        await window.Page.GotoAsync($"/products/{product.Id}?section=Risk");
        await window.Page.GetByLabel("Suggestion").CheckAsync();
        foreach (var (label, text) in (Says[])[new("Subject", "Wording"), new("What is wrong", Hostile), new("The change you want", "Say it plainly.")]) await window.Page.GetByLabel(label).FillAsync(text);
        await product.Raise(People.Compliance, OpinionKind.RequiredChange);

        var answer = await window.Page.RunAndWaitForResponseAsync(() => window.Press("Raise the opinion"), r => r.Request.Method == "POST");
        answer.Status.Should().Be(412);
        (await window.Page.Locator(".note.warn").First.TextContentAsync())!.Should().Contain("Liu Yang").And.Contain("Raised required change O1 on pricing");
        (await window.Page.GetByLabel("What is wrong").InputValueAsync()).Should().Be(Hostile);
        (await window.Page.GetByLabel("Section", new() { Exact = true }).InputValueAsync()).Should().Be("Risk");
        await window.IsAccessible();

        await window.Press("Raise the opinion");
        (await window.Page.GetByRole(AriaRole.Status).First.TextContentAsync())!.Should().Contain("Raised suggestion O2 on risk");
    }

    [Fact]
    public async Task what_it_costs_stands_on_the_page_and_on_a_phone_facts_and_stages_are_folded_away()
    {
        var product = await HttpJourney.HandedIn(Bank, Stage.PreliminaryReview);
        await using var window = await browser.Open(Bank, People.Officer, scripts: false);
        await window.Page.GotoAsync($"/products/{product.Id}");
        (await window.Page.Locator("#fees").InnerTextAsync()).Should().Contain("Late payment");
        await Folded(false);

        await window.Page.SetViewportSizeAsync(390, 800);
        await Folded(true);
        await window.Page.Locator("summary", new() { HasTextString = "All stages" }).ClickAsync();
        (await window.Page.Locator(".stages ol").IsVisibleAsync()).Should().BeTrue();

        async Task Folded(bool are)
        {
            foreach (var part in (string[])[".stages ol", ".side dl"]) (await window.Page.Locator(part).EvaluateAsync<bool>("e => e.checkVisibility({ contentVisibilityAuto: true })")).Should().Be(!are, part);
        }
    }

    [Fact]
    public async Task deadlines_stand_still_and_conditions_are_closed_from_the_page()
    {
        var product = await HttpJourney.HandedIn(Bank, Stage.PreliminaryReview);
        await product.Sign(People.Compliance, SignOffDecision.ApproveWithConditions, null, new NewCondition("Train the branches.", Role.Operations, ConditionGate.AfterLaunch, null, 30));
        await using var head = await browser.Open(Bank, People.Head, 390, scripts: false);
        await head.Page.GotoAsync($"/products/{product.Id}");
        await head.Page.GetByRole(AriaRole.Link, new() { Name = "Let it stand still" }).ClickAsync();
        await head.Page.Locator("details[open] textarea[name=reason]").FillAsync("The regulator is closed.");
        await head.Press("Let it stand still");
        (await head.Page.GetByText("Clock stands still").First.IsVisibleAsync()).Should().BeTrue("the gate says so");
        (await head.Page.Locator("summary", new() { HasText = "Let it run again" }).IsVisibleAsync()).Should().BeTrue();

        await using var compliance = await browser.Open(Bank, People.Compliance, scripts: false);
        await compliance.Page.GotoAsync($"/products/{product.Id}");
        await compliance.Page.Locator("#c1 .step > summary").ClickAsync();
        await compliance.Press("C1 is met");
        (await compliance.Page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link).CountAsync()).Should().Be(1);
        await compliance.Page.Locator("#close-c1-evidence").FillAsync(Hostile);
        await compliance.Press("C1 is met");
        (await compliance.Page.Locator("#c1").TextContentAsync())!.Should().Contain("Liu Yang found it met").And.Contain(Hostile);
    }

    [Theory]
    [InlineData("en", "d MMM yyyy")]
    [InlineData("zh-CN", "yyyy年M月d日")]
    public async Task days_and_numbers_are_written_as_the_reader_writes_them(string language, string day)
    {
        var product = await HttpJourney.HandedIn(Bank, Stage.PreliminaryReview);
        var hash = await Bank.Upload(People.Designer, [.. Enumerable.Repeat((byte)'x', 1_048_000)]);
        await product.Do(People.Designer, new ReviseSection(Section.Agreement, CanonicalJson.Parse($$"""{"text":"As agreed.","documents":[{"sha256":"{{hash}}","name":"agreement.txt"}]}""")));
        var due = (await product.Look()).Items("deadlines").Select(d => d.GetProperty("due").GetDateTimeOffset()).Order();
        await using var window = await browser.Open(Bank, People.Officer, scripts: false, language: language);

        await window.Page.GotoAsync($"/products/{product.Id}");
        (await window.Page.Locator("#deadlines-h + .tablewrap time").AllInnerTextsAsync()).Should().Equal(due.Select(d => d.ToOffset(TimeSpan.FromHours(8)).ToString(day, CultureInfo.InvariantCulture)));
        await window.Page.GotoAsync($"/products/{product.Id}/dossier/Agreement");
        (await window.Page.Locator("main").InnerTextAsync()).Should().Contain("1,023.4 KiB");
    }

    [Fact]
    public async Task the_page_reads_well_for_everybody_at_every_moment_of_a_product()
    {
        var early = await HttpJourney.HandedIn(Bank, Stage.PreliminaryReview);
        var objection = await early.Raise(People.Officer, OpinionKind.Objection);
        await early.Do(People.TeamMate, new AnswerOpinion(OpinionAnswer.NotAdopted, "It is the market's price.") { OpinionId = objection });
        var late = await HttpJourney.InChangeRound(Bank);

        await browser.Tour(Bank, People.Officer, $"/products/{early.Id}", $"/products/{late.Id}", $"/products/{early.Id}/decision");
        await browser.Tour(Bank, People.FirstMember, $"/products/{early.Id}");
        await browser.Tour(Bank, People.Designer, $"/products/{early.Id}", $"/products/{late.Id}");
    }

    private readonly record struct Says(string Label, string Text);

    /// <summary>The addresses that the page's forms post to, also those that come when they are asked for, below the product and without ids.</summary>
    private async Task<string[]> Forms(HttpJourney product, Actor person)
    {
        await using var window = await browser.Open(Bank, person, scripts: false);
        (await window.Page.GotoAsync($"/products/{product.Id}"))!.Status.Should().Be(200);
        var actions = (await window.Page.Locator("main form").EvaluateAllAsync<string[]>("forms => forms.map(f => f.getAttribute('action'))")).ToList();
        foreach (var step in await window.Page.Locator("main a[href*='?step=']").EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href'))"))
        {
            await window.Page.GotoAsync(step);
            actions.Add((await window.Page.Locator($"form[id='{step.Split('#')[1]}']").GetAttributeAsync("action"))!);
        }
        return [.. actions.Select(a => string.Join('/', a[$"/products/{product.Id}/".Length..].Split('/').Where(part => !Guid.TryParse(part, out _))))];
    }
}
