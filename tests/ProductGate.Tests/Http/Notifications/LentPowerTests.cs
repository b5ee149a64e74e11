using ProductGate.Domain;
using ProductGate.Service.Notifications;
using ProductGate.Tests.Faults;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>A power that was passed on, or taken back, is no secret to whom it concerns.</summary>
public sealed class LentPowerTests(ChannelBank channels) : IClassFixture<ChannelBank>
{
    private Bank Bank => channels.Bank;

    [Fact]
    public async Task on_one_product_the_other_person_finds_it_in_the_inbox_and_in_the_mail()
    {
        await Mailbox(People.SecondMember, "wu.xin@bank.example");
        var product = await HttpJourney.HandedIn(Bank, Stage.PreliminaryReview);
        await product.Do(People.Compliance, new DelegateAuthority(People.SecondMember.Id, Role.Compliance, Bank.Clock.GetUtcNow().AddDays(9), "Away."));

        (await channels.Letters("wu.xin@bank.example", (await product.Look()).Text("name")!, 1)).Single().Text("text").Should().Contain($"/products/{product.Id}");
        (await Notices(People.SecondMember, "authority-delegated")).Should().Contain(n => n.Text("productId") == product.Id.ToString());
        (await Notices(People.FirstMember, "authority-delegated")).Should().BeEmpty("it is nobody else's");
    }

    [Fact]
    public async Task for_every_product_both_hear_when_an_administrator_takes_it_back()
    {
        await Mailbox(People.SecondTester, "yan.bo@bank.example");
        var passed = await Bank.Post(People.Tester, "/api/delegations", new DelegateAuthority(People.SecondTester.Id, Role.Testing, Bank.Clock.GetUtcNow().AddDays(9), "Holidays."));
        await channels.Letters("yan.bo@bank.example", "Passed on", 1);
        (await Bank.Post(People.Administrator, $"/api/delegations/{passed.Is(201).Json.Text("id")}/revocation", new RevokeDelegation("She has left."))).Is(200);

        var letter = (await channels.Letters("yan.bo@bank.example", "Took back", 1)).Single();
        letter.Text("text").Should().Contain("https://gate.bank.example/delegations\n");
        foreach (var person in (Actor[])[People.Tester, People.SecondTester])
        {
            var notice = (await Notices(person, "delegation-revoked")).Single();
            (await Bank.Post(person, $"/api/inbox/{notice.Text("id")}/read", null)).Is(204);
        }
        (await Notices(People.Tester, "authority-delegated")).Should().BeEmpty("she did it herself");
    }

    private async Task Mailbox(Actor person, string mail) => (await Bank.Send(person, HttpMethod.Put, "/api/notifications/settings", new NotificationSettings(mail))).Is(200);

    private async Task<List<System.Text.Json.JsonElement>> Notices(Actor person, string template)
    {
        await Patience.Until("no notice is under way", 20, async () => await Bank.Scalar<long>("select count(*) from gate.wolverine_incoming_envelopes where status = 'Incoming' and message_type like '%Tell'") == 0);
        return [.. (await Bank.All(person, "/api/inbox", 200)).Where(n => n.Text("template") == template)];
    }
}
