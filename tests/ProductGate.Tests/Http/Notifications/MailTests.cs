using ProductGate.Domain;
using ProductGate.Service.Notifications;
using ProductGate.Tests.Faults;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>Mail through a real server, which is at times away, slow, choosy, or cut off at the worst moment.</summary>
public sealed class MailTests(ChannelBank channels) : IClassFixture<ChannelBank>, IAsyncLifetime
{
    private Bank Bank => channels.Bank;

    /// <summary>Whatever the test before did to the server, and however it ended.</summary>
    public async ValueTask InitializeAsync() => await channels.Mail.Set("/fault", new { away = false, refuse = "", delayMs = 0, dropAfterData = 0, rejectFirst = 0 });

    public ValueTask DisposeAsync() => default;

    [Fact]
    public async Task an_office_is_mailed_before_anybody_signed_in()
    {
        var product = await HttpJourney.Declared(Bank);
        var letter = (await channels.Letters(ChannelBank.Office, await Name(product), 1)).Single();

        letter.Text("text").Should().Contain($"https://gate.bank.example/products/{product.Id}");
        letter.Text("html").Should().Contain($"href=\"https://gate.bank.example/products/{product.Id}\"");
        letter.Text("inReplyTo").Should().Be($"<product-{product.Id:N}@bank.example>");
        letter.Text("messageId").Should().EndWith("@bank.example>");
        letter.Texts("headers").Should().Contain("Auto-Submitted: auto-generated");
    }

    [Fact]
    public async Task a_person_is_mailed_at_once_what_duty_asks_and_what_they_chose()
    {
        await Wish(People.Compliance, "liu.yang@bank.example", new());
        await Wish(People.Designer, "wang.min@bank.example", new() { ["opinion-raised"] = Domain.Wish.None });
        var product = await HttpJourney.HandedIn(Bank, Stage.PreliminaryReview);
        await product.Raise(People.Officer, OpinionKind.Objection);
        await product.Sign(People.Officer, SignOffDecision.SendBack, Stage.InternalDeclaration);

        (await channels.Letters("liu.yang@bank.example", await Name(product), 1)).Single().Text("subject").Should().Contain("sign off");
        var urgent = (await channels.Letters("wang.min@bank.example", await Name(product), 1)).Single();
        urgent.Text("subject").Should().StartWith("[Urgent]", "the opinion is not mailed, and a signature is information for the digest");
    }

    [Fact]
    public async Task what_a_branch_said_is_answered_by_mail_to_that_branch_alone()
    {
        await Wish(People.StandIn, "pan.yue@bank.example", new());
        await Wish(People.BranchOfficer, "luo.yan@bank.example", new());
        var product = await HttpJourney.ReadyToLaunch(Bank);
        await product.Do(People.TeamMate, new LaunchProduct(product.Revision, ["branch"]));
        var mine = await product.Raise(People.StandIn, OpinionKind.RequiredChange);
        await product.Do(People.TeamMate, new AnswerOpinion(OpinionAnswer.Adopted, "To the west.") { OpinionId = mine });
        var theirs = await product.Raise(People.BranchOfficer, OpinionKind.RequiredChange);
        await product.Do(People.TeamMate, new AnswerOpinion(OpinionAnswer.Adopted, "To the east.") { OpinionId = theirs });

        foreach (var (to, answer) in (Dictionary<string, string>)new() { ["luo.yan@bank.example"] = "To the east.", ["pan.yue@bank.example"] = "To the west." })
            (await channels.Letters(to, await Name(product), 1)).Should().ContainSingle().Which.Text("text").Should().Contain(answer);
    }

    [Fact]
    public async Task a_product_name_cannot_add_a_header()
    {
        var mark = $"Mark {Guid.NewGuid():N}";
        await HttpJourney.Declared(Bank, $"{mark}\r\nBcc: thief@elsewhere.example\r\n\r\n<script>");

        var letter = (await channels.Letters(ChannelBank.Office, mark, 1)).Single();
        letter.Text("subject").Should().Contain("Bcc: thief@elsewhere.example", "it is text of the subject");
        letter.Texts("to").Should().Equal(ChannelBank.Office);
        letter.Texts("headers").Should().NotContain(h => h!.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
        letter.Text("html").Should().NotContain("<script>");
    }

    [Fact]
    public async Task what_waited_while_the_server_was_away_comes_once()
    {
        await channels.Mail.Set("/fault", new { away = true });
        var product = await HttpJourney.Declared(Bank);
        await Patience.Until("health says so", 30, async () => (await Bank.Get(null, "/health/ready")).Is(200).Text == "Degraded");
        await Patience.Until("the administrators are told", 30, async () =>
            (await Bank.All(People.Administrator, "/api/inbox", 200)).Any(n => n.Text("template") == "delivery-failing" && n.Text("text")!.Contains("mail", StringComparison.Ordinal)));
        await channels.Mail.Set("/fault", new { away = false });

        await Replayed(product);
        await Patience.Until("health is whole again", 30, async () => (await Bank.Get(null, "/health/ready")).Text == "Healthy");
        (await channels.Letters(ChannelBank.Office, await Name(product))).Should().ContainSingle();
    }

    [Fact]
    public async Task a_refused_mailbox_is_not_tried_again_but_can_be_replayed()
    {
        await Wish(People.SecondTester, "gone@bank.example", new());
        await channels.Mail.Set("/fault", new { refuse = "gone@bank.example" });
        var product = await HttpJourney.HandedIn(Bank, Stage.DevelopmentAndTesting);
        await Patience.Until("the letter is dead", 30, async () => (await Bank.Get(People.Administrator, "/api/dead-letters")).Json.Items("items").Any(l => l.Text("recipient") == "person:yan.bo"));
        var dead = (await Bank.Get(People.Administrator, "/api/dead-letters")).Is(200).Json.Items("items").First(l => l.Text("recipient") == "person:yan.bo");
        (dead.Text("kind"), dead.Text("template"), dead.Text("productId")).Should().Be(("MailNotice", "sign-off-requested", product.Id.ToString()));

        await channels.Mail.Set("/fault", new { refuse = "" });
        (await Bank.Post(People.Administrator, $"/api/dead-letters/{dead.Text("id")}/replay", null)).Is(202);

        (await channels.Letters("gone@bank.example", await Name(product), 1)).Should().ContainSingle();
        (await Bank.Post(People.Administrator, $"/api/dead-letters/{Guid.NewGuid()}/replay", null)).IsProblem(404, "unknown-dead-letter");
    }

    [Fact]
    public async Task cut_off_after_the_server_took_it_the_second_copy_is_recognisable()
    {
        await channels.Mail.Set("/fault", new { dropAfterData = 1 });
        var product = await HttpJourney.Declared(Bank);

        var letters = await channels.Letters(ChannelBank.Office, await Name(product), 2);
        letters.Select(l => l.Text("messageId")).Distinct().Should().ContainSingle("a mail program shows one");
    }

    [Fact]
    public async Task a_server_that_is_busy_or_slow_is_asked_again()
    {
        await channels.Mail.Set("/fault", new { rejectFirst = 1 });
        var busy = await HttpJourney.Declared(Bank);
        (await channels.Letters(ChannelBank.Office, await Name(busy), 1)).Should().ContainSingle();

        await channels.Mail.Set("/fault", new { delayMs = 300 });
        var slow = await HttpJourney.Declared(Bank);
        (await channels.Letters(ChannelBank.Office, await Name(slow), 1)).Should().ContainSingle();
        await channels.Mail.Set("/fault", new { delayMs = 0 });
    }

    private static async Task<string> Name(HttpJourney product) => (await product.Look()).Text("name")!;

    /// <summary>The few attempts of this bank may be over before the server is back: then an administrator asks for more.</summary>
    private async Task Replayed(HttpJourney product) => await Patience.Until("the letter has come", 60, async () =>
    {
        if ((await channels.Letters(ChannelBank.Office, await Name(product))).Count > 0) return true;
        (await Bank.Post(People.Administrator, "/api/dead-letters/replay", null)).Is(202);
        return false;
    });

    private async Task Wish(Actor by, string mail, Dictionary<string, Wish> kinds) => (await Bank.Send(by, HttpMethod.Put, "/api/notifications/settings", new NotificationSettings(mail, kinds))).Is(200);
}
