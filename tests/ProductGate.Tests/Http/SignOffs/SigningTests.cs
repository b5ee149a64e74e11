using System.Text.Json;
using System.Text.Json.Nodes;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>What is signed was opened and shown, and the trail can prove what it was.</summary>
public sealed class SigningTests(SharedBank shared) : IClassFixture<SharedBank>
{
    /// <summary>Of the protection office, and nobody through whose eyes a journey looks.</summary>
    private static readonly Actor Signer = People.SecondOfficer;

    private Bank Bank => shared.Bank;

    [Fact]
    public async Task r2_a_signer_opens_what_they_sign_and_opens_it_again_after_a_revision()
    {
        var product = await HttpJourney.HandedIn(Bank, Stage.PreliminaryReview);
        (await Sign(product)).IsProblem(409, "section-unread", "R2").Misses("Open section pricing.", "protection-office");
        var before = product.Version;

        (await product.Open(Signer)).Is(200);
        await product.Do(People.Designer, Sample.Revise(Section.Pricing, "dearer"));
        (await Sign(product)).IsProblem(409, "section-unread", "R2").Json.Items("missing").Should().ContainSingle("the others are as they were").Which.Text("by").Should().Be("protection-office");
        (await product.Open(Signer, $"?version={before}")).Is(200);
        (await Sign(product)).IsProblem(409, "section-unread", "R2").Json.Items("missing").Should().ContainSingle("an older version is not what would be signed");
        (await product.Open(People.Compliance)).Is(200);
        (await Sign(product)).IsProblem(409, "section-unread", "R2").Json.Items("missing").Should().ContainSingle("a colleague's eyes are not one's own");

        (await product.Open(Signer, $"?version={product.Version}")).Is(200);
        (await Sign(product)).Is(200);
    }

    [Fact]
    public async Task who_sends_back_need_not_have_opened_everything()
    {
        var product = await HttpJourney.HandedIn(Bank, Stage.PreliminaryReview);

        (await product.Send(Signer, product.Signature(SignOffDecision.SendBack, Stage.InternalDeclaration))).Is(200).Json.Text("disposition").Should().Be("Returned");
    }

    [Fact]
    public async Task a_preview_shows_what_would_be_signed_and_what_of_it_was_never_opened()
    {
        var product = await HttpJourney.HandedIn(Bank, Stage.PreliminaryReview);
        await product.Raise(People.Compliance, OpinionKind.RequiredChange);
        await product.Open(People.Officer);
        await product.Do(People.Designer, Sample.Revise(Section.Risk, "graver"));

        var preview = (await product.Send(People.Officer, product.Signature(), preview: true)).Is(200).Json;

        var content = preview.GetProperty("view").GetProperty("content");
        (content.Text("revision"), content.Text("stage"), content.Text("office")).Should().Be(($"{product.Revision}", "PreliminaryReview", "protection-office"));
        content.Items("sections").Select(s => s.Text("section")).Should().Equal("Summary", "TargetMarket", "Distribution", "Pricing", "Risk");
        content.Items("opinions").Single().GetRawText().Should().Be("""{"number":1,"kind":"RequiredChange","status":"Open"}""");
        CanonicalJson.Of(content).Hash.Should().Be(preview.GetProperty("view").Text("hash"));
        preview.Texts("unread").Should().Equal("Risk");
        (await product.Try(People.Officer, product.Signature(), preview: true)).Is(200).Json.Items("unread").Should().BeEmpty();
    }

    [Fact]
    public async Task r12_who_was_shown_something_else_does_not_sign()
    {
        var product = await HttpJourney.HandedIn(Bank, Stage.PreliminaryReview);
        var shown = await Shown(product);
        await product.Raise(People.Compliance, OpinionKind.Suggestion);

        await product.Refuses(People.Officer, product.Signature() with { View = shown }, 409, "view-changed", "R12");
        await product.Refuses(People.Officer, product.Signature() with { View = "short" }, 422, "invalid-value");

        await product.Do(People.Officer, product.Signature() with { View = await Shown(product) });
    }

    [Fact]
    public async Task the_hash_in_the_trail_is_that_of_the_preview_and_can_be_made_again_from_the_product_as_it_was()
    {
        var product = await HttpJourney.HandedIn(Bank, Stage.ConsumerProtectionEvaluation);
        await product.Raise(People.Compliance, OpinionKind.Suggestion);
        await product.Evaluate();
        var (shown, version) = (await Shown(product), product.Version);
        await product.Sign(People.Officer);
        await product.Do(People.Designer, Sample.Revise(Section.Pricing, "since then"));

        var fact = (await product.Trail("?type=sign-off-given")).Select(e => e.GetProperty("data")).Single(d => d.Text("stage") == "ConsumerProtectionEvaluation");

        fact.Text("view").Should().Be(shown);
        CanonicalJson.Parse(Told(await product.Look(query: $"?version={version}"), fact).ToJsonString()).Hash.Should().Be(shown);
    }

    [Fact]
    public async Task the_difference_since_one_last_looked_begins_at_the_newest_revision_that_one_has_opened()
    {
        var product = await HttpJourney.Declared(Bank);
        await product.Do(People.Designer, Sample.Revise(Section.Pricing));
        (await SinceLastSeen()).Should().Be((0, "Summary Pricing"));

        await product.Open(People.Officer);
        (await SinceLastSeen()).Should().Be((2, ""));
        foreach (var note in new[] { "second", "first" }) await product.Do(People.Designer, Sample.Revise(Section.Pricing, note));
        await product.Do(People.Designer, Sample.Revise(Section.Risk));

        (await SinceLastSeen()).Should().Be((2, "Risk"));
        await product.Open(People.Officer, "?version=3");
        (await SinceLastSeen()).Should().Be((2, "Risk"), "an old version is nothing new");
        await product.Open(People.Officer);
        (await SinceLastSeen()).Should().Be((5, ""));

        async Task<(int, string)> SinceLastSeen()
        {
            var diff = (await Bank.Get(People.Officer, $"{product.Path}/dossier/diff?from=last-seen&to={product.Revision}")).Is(200).Json;
            return (diff.GetProperty("from").GetInt32(), string.Join(' ', diff.Items("sections").Select(s => s.Text("section"))));
        }
    }

    [Fact]
    public async Task a_section_that_was_put_back_counts_as_seen_only_when_it_is_opened_again()
    {
        var product = await HttpJourney.Declared(Bank);
        await product.Do(People.Designer, Sample.Revise(Section.Pricing));
        await product.Open(People.Officer);
        foreach (var note in new[] { "second", "first" }) await product.Do(People.Designer, Sample.Revise(Section.Pricing, note));
        await product.Open(People.Officer);

        (await Bank.Get(People.Officer, $"{product.Path}/dossier/diff?from=last-seen&to={product.Revision}")).Is(200).Json.Text("from").Should().Be($"{product.Revision}");
    }

    private static Task<Answer> Sign(HttpJourney product) => product.Send(Signer, product.Signature());

    private static async Task<string> Shown(HttpJourney product) =>
        (await product.Try(People.Officer, product.Signature(), preview: true)).Is(200).Json.GetProperty("view").Text("hash")!;

    /// <summary>What a signer was shown, by somebody who knows the trail, the product as it was, and RFC 8785.</summary>
    private static JsonObject Told(JsonElement then, JsonElement fact) => new()
    {
        ["productId"] = then.Text("id"),
        ["revision"] = then.GetProperty("revision").GetInt32(),
        ["round"] = then.GetProperty("round").GetInt32(),
        ["stage"] = fact.Text("stage"),
        ["office"] = fact.Text("office"),
        ["policy"] = JsonNode.Parse(then.GetProperty("policy").GetRawText()),
        ["sections"] = new JsonArray([.. fact.Items("sections").Select(s => new JsonObject
        {
            ["section"] = s.Text("section"),
            ["hash"] = then.Items("dossier").Single(d => d.Text("section") == s.Text("section")).Text("hash"),
        })]),
        ["opinions"] = new JsonArray([.. then.Items("opinions").Where(o => o.Text("status") is not ("Verified" or "Withdrawn" or "Declined")).Select(o => new JsonObject
        {
            ["number"] = o.GetProperty("number").GetInt32(),
            ["kind"] = o.Text("kind"),
            ["status"] = o.Text("status"),
        })]),
        ["conditions"] = new JsonArray([.. then.Items("conditions").Where(c => c.Text("closedBy") is null).Select(c => new JsonObject
        {
            ["number"] = c.GetProperty("number").GetInt32(),
            ["owner"] = c.Text("owner"),
            ["gate"] = c.Text("gate"),
        })]),
        ["evaluation"] = then.GetProperty("evaluation").GetProperty("revision").GetInt32(),
    };
}
