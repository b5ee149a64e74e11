using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Pages;

/// <summary>Whoever types markup, code or signs that turn a line round into any field of any form sees it again as text, or is told beside the field what is wrong with it.</summary>
public sealed partial class HostileTextTests(Browser browser, Bank bank) : IClassFixture<Bank>
{
    private const string Hostile = "\"'><script>window.ran=1</script><img src=x onerror=window.ran=1></textarea>'; DROP TABLE gate.mt_events;-- {{7*7}} ${7*7} &lt;";

    /// <summary>With a sign that turns the rest of the line round.</summary>
    private const string Turning = "Statement \u202Egnp.exe";

    /// <summary>The forms of the page that have a field for text.</summary>
    private const string Forms =
        "() => [...document.querySelectorAll('main form')].map((f, index) => ({ index, name: f.id || f.getAttribute('action'), searches: f.method === 'get', texts: f.querySelectorAll('textarea, input[type=text], input[type=search], input[type=email], input[type=url]').length })).filter(f => f.texts > 0)";

    /// <summary>Fills a form in, each field for text in the same way and all others with the first that is offered, sends it, and reads what comes back.</summary>
    private const string Send =
        """
        async ({ index, hostile, day }) => {
            const form = document.querySelectorAll('main form')[index];
            for (const e of form.elements) {
                if (e.tagName === 'TEXTAREA' || ['text', 'search', 'email', 'url'].includes(e.type)) e.value = hostile;
                else if (e.type === 'date') e.value = day;
                else if (e.tagName === 'SELECT' && !e.value && e.options.length > 1) e.selectedIndex = 1;
                else if ((e.type === 'radio' || e.type === 'checkbox') && ![...form.elements].some(o => o.name === e.name && o.checked)) e.checked = true;
            }
            const data = new FormData(form, form.querySelector('button.primary') || [...form.querySelectorAll('button[type=submit]')].pop());
            const said = new URLSearchParams([...data].filter(([, v]) => typeof v === 'string'));
            const address = form.getAttribute('action');
            const answer = form.method === 'get'
                ? await fetch(`${address}?${said}`, { headers: { accept: 'text/html' } })
                : await fetch(address, { method: 'post', body: form.enctype === 'multipart/form-data' ? data : said, headers: { accept: 'text/html' } });
            const html = await answer.text();
            const page = new DOMParser().parseFromString(html, 'text/html');
            const shown = page.body.textContent + [...page.querySelectorAll('input')].map(i => i.value).join();
            return { status: answer.status, planted: html.includes('<script>window') || !!page.querySelector('[onerror]'), shown: shown.includes(hostile), refused: answer.status === 400 || answer.status === 422, told: !!page.querySelector('.ferr') };
        }
        """;

    private sealed record Found(int Index, string Name, bool Searches);

    /// <param name="Planted">The markup of the text has become markup of the page.</param>
    /// <param name="Shown">The whole text stands on the page, as text.</param>
    /// <param name="Told">A field has its message beside it.</param>
    private sealed record Reply(int Status, bool Planted, bool Shown, bool Refused, bool Told);

    [Fact]
    public async Task in_every_form_of_every_page()
    {
        var (reviewed, judged, ready) = (await Reviewed(), await HttpJourney.HandedIn(bank, Stage.ConsumerProtectionEvaluation), await HttpJourney.ReadyToLaunch(bank));
        var (live, changed) = (await Suspended(), await Suspended());
        var sections = Sections.All.Select(s => $"/products/{ready.Id}/dossier/{s}/edit");
        string[] everywhere = ["/", "/products", "/delegations", "/notifications/settings", $"/products/{live.Id}/audit", $"/products/{live.Id}/monitoring", $"/products/{live.Id}", $"/products/{judged.Id}/evaluation", $"/products/{reviewed.Id}/decision", $"/products/{reviewed.Id}"];
        var sent = new List<string>();

        foreach (var person in (Actor[])[People.Complaints, People.Officer, People.Head, People.Compliance, People.FirstMember]) sent.AddRange(await Walk(person, everywhere));
        sent.AddRange(await Walk(People.Compliance, ["/audit", "/audit/access"]));
        sent.AddRange(await Walk(People.Administrator, ["/administration"]));
        sent.AddRange(await Walk(People.Designer, [.. sections, "/products/new", $"/products/{ready.Id}/filing", $"/products/{changed.Id}/monitoring", .. everywhere]));

        sent.Distinct().Should().Contain(
            ["raise-opinion", "withdraw-o#", "escalate-o#", "answer-o#", "verify-o#", "rule-o#", "sign", "close-c#", "extend-#", "pause-#", "withdraw", "evaluate", "filing", "report", "open-review", "complete-#", "retire", "change", "edit", "declare", "pass-on", "settings", "webhook"],
            "the walk is worth nothing where it finds no forms");
        await ReadsAsText(People.Compliance, "/", "/products", $"/products/{reviewed.Id}", $"/products/{reviewed.Id}/audit", $"/products/{live.Id}/monitoring", $"/products/{live.Id}/audit", $"/products/{judged.Id}/evaluation", "/audit", "/audit/access");
        await ReadsAsText(People.Designer, "/inbox", $"/products/{reviewed.Id}", $"/products/{ready.Id}/dossier/Summary", $"/products/{ready.Id}/audit");
    }

    /// <summary>Sends every form of every page that this person sees, those that end something last; their names, with # for what differs.</summary>
    private async Task<List<string>> Walk(Actor person, IEnumerable<string> pages)
    {
        await using var window = await browser.Open(bank, person);
        var (sent, addresses, asked) = (new List<string>(), new Queue<string>(pages), new HashSet<(string Page, string Step)>());
        var known = new HashSet<(string Page, string Form)>();
        while (addresses.TryDequeue(out var page))
        {
            while (await Next(window.Page, page, known) is { } form)
            {
                var turned = await Answer(window.Page, form, Turning);
                turned.Should().Match<Reply>(r => r.Status < 500 && (r.Refused || r.Told || form.Searches), $"{form.Name} on {page} by {person.Name} with a sign of direction: {turned}");
                var answer = await Answer(window.Page, form, Hostile);
                answer.Should().Match<Reply>(r => r.Status < 500 && !r.Planted && (r.Shown || r.Told), $"{form.Name} on {page} by {person.Name}: {answer}");
                sent.Add(Kind(form.Name));
            }
            foreach (var step in await window.Page.Locator("main a[href*='?step=']").EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href').split('#')[0])"))
                if (step.Split('?') is [var there, var what] && asked.Add((there, Kind(what)))) addresses.Enqueue(step);
        }
        return sent;
    }

    private async Task<Reply> Answer(IPage page, Found form, string text) =>
        (await page.EvaluateAsync<JsonElement>(Send, new { index = form.Index, hostile = text, day = bank.Clock.GetUtcNow().AddDays(20).ToString("yyyy-MM-dd", null) })).Deserialize<Reply>(JsonSerializerOptions.Web)!;

    private static async Task<Found?> Next(IPage page, string address, HashSet<(string Page, string Form)> known)
    {
        (await page.GotoAsync(address))!.Status.Should().BeOneOf([200, 403, 404], address);
        var forms = (await page.EvaluateAsync<JsonElement>(Forms)).EnumerateArray().Select(f => new Found(f.GetProperty("index").GetInt32(), f.Text("name")!, f.GetProperty("searches").GetBoolean()));
        return forms.OrderBy(f => f.Name is "withdraw" or "retire").FirstOrDefault(f => known.Add((address.Split('?')[0], Kind(f.Name))));
    }

    private async Task ReadsAsText(Actor person, params string[] pages)
    {
        await using var window = await browser.Open(bank, person);
        var read = "";
        foreach (var page in pages)
        {
            (await window.Page.GotoAsync(page))!.Status.Should().Be(200, page);
            read += await window.Page.Locator("main").TextContentAsync();
            (await window.Page.EvaluateAsync<bool>("() => 'ran' in window || !!document.querySelector('[onerror]')")).Should().BeFalse(page);
        }
        read.Should().Contain(Hostile, "the pages show what was recorded").And.NotContain("\u202E", "it is recorded nowhere");
        window.Complaints.Should().BeEmpty();
    }

    private static string Kind(string form) => Numbers().Replace(form, "#");

    /// <summary>A product at its first review with an opinion in every state, and a condition.</summary>
    private async Task<HttpJourney> Reviewed()
    {
        var product = await HttpJourney.HandedIn(bank, Stage.PreliminaryReview);
        await product.Raise(People.Officer, OpinionKind.Objection);
        var disputed = await product.Raise(People.Officer, OpinionKind.Objection);
        await product.Do(People.TeamMate, new AnswerOpinion(OpinionAnswer.NotAdopted, "It is the market's price.") { OpinionId = disputed });
        var adopted = await product.Raise(People.Officer, OpinionKind.Suggestion, Section.Risk);
        await product.Do(People.TeamMate, new AnswerOpinion(OpinionAnswer.Adopted, "Written.") { OpinionId = adopted });
        await product.Do(People.Designer, Sample.Revise(Section.Risk, "written"));
        await product.Sign(People.Compliance, SignOffDecision.ApproveWithConditions, null, new NewCondition("Train the branches.", Role.Operations, ConditionGate.AfterLaunch, null, 30));
        return product;
    }

    private async Task<HttpJourney> Suspended()
    {
        var product = await HttpJourney.Live(bank);
        await product.Do(People.Officer, new SuspendDistribution("Complaints."));
        return product;
    }

    [GeneratedRegex("[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}|[0-9]+")]
    private static partial Regex Numbers();
}
