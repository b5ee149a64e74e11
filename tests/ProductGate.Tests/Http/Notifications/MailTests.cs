using ProductGate.Domain;
using ProductGate.Service.Notifications;
using ProductGate.Tests.Faults;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>Mail through a real server, which is at times away, slow, choosy, or cut off at the worst moment.</summary>
public sealed class MailTests(ChannelBank channels) : IClassFixture<ChannelBank>, IAsyncLifetime
{
    private const string Settings = "/api/notifications/settings";

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

        await Wish(People.Designer, "wang.min@bank.example", new());
        await product.Raise(People.Officer, OpinionKind.Objection);
        var opinion = (await channels.Letters("wang.min@bank.example", await Name(product), 2)).Single(l => l.Text("messageId") != urgent.Text("messageId"));
        opinion.Text("text").Should().Contain($"https://gate.bank.example/products/{product.Id}/steps/", "it leads to the place");
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

        await Comes(product, "delivered");
        var letters = await channels.Letters(ChannelBank.Office, await Name(product), 2);
        letters.Should().HaveCount(2);
        letters.Select(l => l.Text("messageId")).Distinct().Should().ContainSingle("a mail program shows one");
    }

    [Theory]
    [InlineData(0, 1000)] // of every letter that is on its way meanwhile
    [InlineData(7000, 0)]
    public async Task a_letter_that_is_never_confirmed_is_sent_twice_and_no_oftener_and_its_dead_letter_says_so(int delayMs, int dropAfterData)
    {
        await channels.Mail.Set("/fault", new { delayMs, dropAfterData });
        var product = await HttpJourney.Declared(Bank);
        await Comes(product, "uncertain");
        var dead = await Dead(product);

        dead.Text("error").Should().StartWith("It went out twice and may have come once, twice or not at all.");
        (await channels.Letters(ChannelBank.Office, await Name(product), 2)).Should().HaveCount(2);
        (await Bank.Scalar<long>("select count(*) from gate.wolverine_incoming_envelopes where message_type like '%MailNotice' and status <> 'Handled' and position(convert_to($1, 'UTF8') in body) > 0", await Name(product))).Should().Be(0, "no further copy is to come");
    }

    [Fact]
    public async Task a_server_that_takes_long_over_the_text_is_waited_for_and_has_one_copy()
    {
        await channels.Mail.Set("/fault", new { delayMs = 3000 });
        var product = await HttpJourney.Declared(Bank);
        await Comes(product, "delivered");
        (await channels.Letters(ChannelBank.Office, await Name(product))).Should().ContainSingle("its answer came after the limit of a step, and before that of the text");
    }

    [Fact]
    public async Task a_server_that_is_busy_is_asked_again()
    {
        await channels.Mail.Set("/fault", new { rejectFirst = 1 });
        var product = await HttpJourney.Declared(Bank);
        await Comes(product, "delivered");
        (await channels.Letters(ChannelBank.Office, await Name(product))).Should().ContainSingle();
    }

    [Fact]
    public async Task a_mailbox_that_refuses_shows_until_it_takes_a_letter_and_is_told_again_when_it_refuses_again()
    {
        for (var times = 1; times <= 2; times++)
        {
            await channels.Mail.Set("/fault", new { refuse = ChannelBank.Office });
            await Dead(await HttpJourney.Declared(Bank));
            (await Bank.Get(null, "/health/ready")).Is(200).Text.Should().Be("Degraded");
            await Patience.Until($"the administrators were told {times} times", 20, async () => await Refusals() == times);
            (await Bank.Scalar<long>("select count(*) from gate.notifications where template = 'delivery-failing' and text_zh like '%office:protection-office%拒收%'")).Should().Be(times, "in Chinese too");
            await Dead(await HttpJourney.Declared(Bank));

            await channels.Mail.Set("/fault", new { refuse = "" });
            await Comes(await HttpJourney.Declared(Bank), "delivered");
            (await Bank.Get(null, "/health/ready")).Is(200).Text.Should().Be("Healthy");
            (await Refusals()).Should().Be(times, "once for each time of refusing");
            Bank.Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task the_command_lists_dead_letters_and_replays_one_or_all()
    {
        await channels.Mail.Set("/fault", new { refuse = ChannelBank.Office });
        var (one, other) = (await HttpJourney.Declared(Bank), await HttpJourney.Declared(Bank));
        var (first, second) = ((await Dead(one)).Text("id")!, (await Dead(other)).Text("id")!);
        (await Command()).Said.Should().Contain(first).And.Contain(second).And.Contain("no such mailbox").And.Contain("page 1 of 1");
        (await Command("--page", "2")).Said.Should().NotContain(first);

        await channels.Mail.Set("/fault", new { refuse = "" });
        (await Command("--replay", Guid.NewGuid().ToString())).Said.Should().Contain("There is no dead letter");
        (await Command("--replay", first)).ExitCode.Should().Be(0);
        await Comes(one, "delivered");
        (await channels.Letters(ChannelBank.Office, await Name(other))).Should().BeEmpty("only the one was asked for");
        (await Command("--replay", "all")).ExitCode.Should().Be(0);
        await Comes(other, "delivered");
    }

    private Task<(int ExitCode, string Said)> Command(params string[] arguments) => ServiceProcess.CommandOn(Bank.ConnectionString, ["dead-letters", .. arguments]);

    private async Task<int> Refusals() =>
        (await Bank.All(People.Administrator, "/api/inbox", 200)).Count(n => n.Text("text")!.StartsWith("Notices by mail to office:protection-office are refused", StringComparison.Ordinal));

    /// <summary>The letter of the product's declaration comes to this end.</summary>
    private Task Comes(HttpJourney product, string state) => Patience.Until($"the delivery is {state}", 60, async () =>
        await Bank.Scalar<long>("select count(*) from gate.deliveries where event = $1 and channel = 'mail' and state = $2", Ids.Derive($"{product.Id:N}/1/product-declared"), state) == 1);

    private async Task<System.Text.Json.JsonElement> Dead(HttpJourney product)
    {
        System.Text.Json.JsonElement? dead = null;
        await Patience.Until("it is a dead letter", 60, async () =>
            (dead = (await Bank.All(People.Administrator, "/api/dead-letters", 200)).Select(l => (System.Text.Json.JsonElement?)l).FirstOrDefault(l => l!.Value.Text("productId") == product.Id.ToString())) is not null);
        return dead!.Value;
    }

    private static async Task<string> Name(HttpJourney product) => (await product.Look()).Text("name")!;

    /// <summary>The few attempts of this bank may be over before the server is back: then an administrator asks for more.</summary>
    private async Task Replayed(HttpJourney product) => await Patience.Until("the letter has come", 60, async () =>
    {
        if ((await channels.Letters(ChannelBank.Office, await Name(product))).Count > 0) return true;
        (await Bank.Post(People.Administrator, "/api/dead-letters/replay", null)).Is(202);
        return false;
    });

    private async Task Wish(Actor by, string mail, Dictionary<string, Wish> kinds) => (await Bank.Send(by, HttpMethod.Put, Settings, new NotificationSettings(mail, kinds))).Is(200);
}
