using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>Where mail is on, duty always has somewhere to go.</summary>
public sealed class AddressTests(ChannelBank channels) : IClassFixture<ChannelBank>
{
    private const string Settings = "/api/notifications/settings";

    private Bank Bank => channels.Bank;

    [Fact]
    public async Task an_address_is_taken_back_only_where_the_mailbox_of_the_office_stands_in_for_it()
    {
        await Set(People.Complaints, """{"mail":"complaints@bank.example"}""");
        (await Bank.Send(People.Complaints, HttpMethod.Put, Settings, """{"mail":null}""")).IsProblem(422, "address-needed", field: "mail");
        (await Bank.Get(People.Complaints, Settings)).Is(200).Json.Text("mail").Should().Be("complaints@bank.example");

        await Set(People.SecondOfficer, """{"mail":"officer@bank.example"}""");
        await Set(People.SecondOfficer, """{"mail":null}""");
        (await Bank.Get(People.SecondOfficer, Settings)).Is(200).Json.TryGetProperty("mail", out _).Should().BeFalse();
    }

    private async Task Set(Actor by, string settings) => (await Bank.Send(by, HttpMethod.Put, Settings, settings)).Is(200);
}
