using Microsoft.Extensions.DependencyInjection;
using ProductGate.Domain;
using ProductGate.Service.Notifications;
using ProductGate.Tests.Faults;
using ProductGate.Tests.Support;
using Wolverine;

namespace ProductGate.Tests.Http;

public sealed class DigestTests(ChannelBank channels) : IClassFixture<ChannelBank>
{
    private const string Mailbox = "he.jing@bank.example";
    private static readonly Calendar Calendar = PolicyReader.Default.Calendar;

    private Bank Bank => channels.Bank;

    [Fact]
    public async Task a_digest_a_day_tells_what_waits_and_what_happened_and_comes_once()
    {
        (await Bank.Send(People.SecondOfficer, HttpMethod.Put, "/api/notifications/settings", new NotificationSettings(Mailbox))).Is(200);
        (await Bank.Send(People.Liaison, HttpMethod.Put, "/api/notifications/settings", new NotificationSettings("deng.na@bank.example"))).Is(200);
        // The clock may stand at the very hour of the digest before, to which that moment belongs.
        Bank.Clock.Advance(TimeSpan.FromSeconds(1));
        var product = await HttpJourney.HandedIn(Bank, Stage.PreliminaryReview);
        await Bank.NoticesAreDelivered(product.Id);
        var day = new DigestTimes(8).Next(Calendar, Bank.Clock.GetUtcNow());
        Bank.Clock.SetUtcNow(new DigestTimes(8).At(Calendar, day));

        // Delivered twice, as a timer may be.
        for (var i = 0; i < 2; i++) await Send(new DigestDay(day));
        var letter = (await channels.Letters(Mailbox, $"{day:yyyy-MM-dd}", 1)).Single();
        await Patience.Until("every digest is done", 20, async () => await Bank.Scalar<long>("select count(*) from gate.wolverine_incoming_envelopes where status = 'Incoming'") == 0);

        var name = (await product.Look()).Text("name");
        letter.Text("text").Should().Contain("Waiting for you").And.Contain("What happened").And.Contain(name).And.Contain($"https://gate.bank.example/products/{product.Id}");
        letter.Texts("headers").Should().Contain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
        (await channels.Letters(Mailbox, $"{day:yyyy-MM-dd}")).Should().ContainSingle();
        (await channels.Letters("deng.na@bank.example", "")).Should().BeEmpty("there is nothing for her");
        (await Bank.Scalar<long>("select count(*) from gate.wolverine_incoming_envelopes where message_type like '%DigestDay' and status = 'Scheduled'")).Should().BePositive("the next day is planned");
    }

    [Fact]
    public async Task one_press_of_a_button_in_the_mail_program_ends_the_digest_and_not_the_mail_of_duty()
    {
        const string Address = "liu.yang@bank.example";
        (await Bank.Send(People.Compliance, HttpMethod.Put, Settings, new NotificationSettings(Address, Digest: true))).Is(200);
        await HttpJourney.HandedIn(Bank, Stage.PreliminaryReview);
        var first = await Digested();
        var link = new Uri(Unfolded((await channels.Letters(Address, $"{first:yyyy-MM-dd}:", 1)).Single())).PathAndQuery;

        (await Bank.Get(null, link)).Is(200).Text.Should().Contain("No more digests").And.Contain("<button");
        (await Bank.Get(People.Compliance, Settings)).Json.GetProperty("digest").GetBoolean().Should().BeTrue("scanners of mail look at every link");
        using var press = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        using var pressed = await Bank.Line.PostAsync(new Uri(link, UriKind.Relative), press);
        ((int)pressed.StatusCode).Should().Be(200);
        (await Bank.Get(null, link.Replace("digest=", "digest=x", StringComparison.Ordinal))).Is(404);

        (await Bank.Get(People.Compliance, Settings)).Json.GetProperty("digest").GetBoolean().Should().BeFalse();
        var product = await HttpJourney.HandedIn(Bank, Stage.PreliminaryReview);
        (await channels.Letters(Address, (await product.Look()).Text("name")!, 1)).Should().ContainSingle("duty is mailed as before");
        var second = await Digested();
        (await channels.Letters(Address, $"{second:yyyy-MM-dd}:")).Should().BeEmpty();
    }

    [Fact]
    public async Task a_digest_tells_what_was_lent_and_what_is_overdue()
    {
        const string Address = "wu.xin@bank.example";
        (await Bank.Send(People.SecondMember, HttpMethod.Put, Settings, new NotificationSettings(Address))).Is(200);
        (await Bank.Post(People.Compliance, "/api/delegations", new DelegateAuthority(People.SecondMember.Id, Role.Compliance, Bank.Clock.GetUtcNow().AddDays(60), "Away."))).Is(201);
        var product = await HttpJourney.HandedIn(Bank, Stage.PreliminaryReview);
        var name = (await product.Look()).Text("name")!;
        (await channels.Letters(Address, name, 1)).Single().Text("subject").Should().Contain("sign off", "whoever was lent the signature for every product hears that it is asked for");
        Bank.Clock.Advance(TimeSpan.FromDays(20));

        var day = await Digested();

        var text = (await channels.Letters(Address, $"{day:yyyy-MM-dd}:", 1)).Single().Text("text")!;
        text.Should().StartWith("Overdue");
        text.Split("Waiting for you")[0].Should().Contain(name).And.Contain("for liu.yang");
    }

    private const string Settings = "/api/notifications/settings";

    /// <summary>The next day's digests are all out.</summary>
    private async Task<DateOnly> Digested()
    {
        await Quiet();
        var day = new DigestTimes(8).Next(Calendar, Bank.Clock.GetUtcNow());
        Bank.Clock.SetUtcNow(new DigestTimes(8).At(Calendar, day));
        await Send(new DigestDay(day));
        await Quiet();
        return day;
    }

    private Task Quiet() => Patience.Until("nothing is under way", 30, async () => await Bank.Scalar<long>("select count(*) from gate.wolverine_incoming_envelopes where status = 'Incoming'") == 0);

    /// <summary>The address of the header, which long lines are folded in.</summary>
    private static string Unfolded(System.Text.Json.JsonElement letter)
    {
        var header = letter.Texts("headers").Single(h => h!.StartsWith("List-Unsubscribe:", StringComparison.Ordinal))!;
        return string.Concat(header[(header.IndexOf('<', StringComparison.Ordinal) + 1)..].TakeWhile(c => c != '>').Where(c => !char.IsWhiteSpace(c)));
    }

    [Fact]
    public async Task however_often_it_is_planned_a_day_has_one_timer()
    {
        for (var i = 0; i < 3; i++) await Send(new PlanDigests());

        var (days, timers) = (await Bank.Scalar<long>("select count(*) from gate.digest_days"), await Bank.Scalar<long>("select count(*) from gate.wolverine_incoming_envelopes where message_type like '%DigestDay'"));
        timers.Should().Be(days);
    }

    [Fact]
    public void digests_go_out_on_working_days_of_the_bank()
    {
        var times = new DigestTimes(8);
        var friday = new DateOnly(2026, 3, 6);
        times.At(Calendar, friday).Should().Be(new DateTimeOffset(friday, new TimeOnly(8, 0), Calendar.UtcOffset));
        times.Next(Calendar, times.At(Calendar, friday).AddMinutes(-1)).Should().Be(friday);
        times.Next(Calendar, times.At(Calendar, friday)).Should().Be(friday.AddDays(3), "a weekend has none");
        times.Before(Calendar, friday.AddDays(3)).Should().Be(friday, "what happened at the weekend is told on Monday");
    }

    private async Task Send(object message)
    {
        await using var scope = Bank.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeAsync(message);
    }
}
