using ProductGate.Domain;
using ProductGate.Service.Notifications;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

public sealed class SettingsTests(SharedBank shared) : IClassFixture<SharedBank>
{
    private const string Path = "/api/notifications/settings";

    private Bank Bank => shared.Bank;

    [Fact]
    public async Task settings_are_ones_own_and_come_back_as_they_were_set()
    {
        (await Bank.Get(People.Marketer, Path)).Is(200).Json.TryGetProperty("mail", out _).Should().BeFalse();

        var settings = new NotificationSettings("guo.rui@bank.example", new() { ["opinion-raised"] = Wish.Digest, ["sign-off-requested"] = Wish.AtOnce });
        (await Bank.Send(People.Marketer, HttpMethod.Put, Path, settings)).Is(200);

        var read = (await Bank.Get(People.Marketer, Path)).Is(200).Json;
        (read.Text("mail"), read.GetProperty("kinds").Text("opinion-raised")).Should().Be(("guo.rui@bank.example", "Digest"));
        (await Bank.Get(People.Liaison, Path)).Is(200).Json.TryGetProperty("mail", out _).Should().BeFalse();
    }

    [Theory]
    [InlineData("a@b.example\\r\\nBcc: c@d.example")]
    [InlineData("a@b.example\\nBcc: c@d.example")]
    [InlineData("a@b.example, c@d.example")]
    [InlineData("a@b.example;c@d.example")]
    [InlineData("Somebody <a@b.example>")]
    [InlineData("a@b@c.example")]
    [InlineData("@b.example")]
    [InlineData("a@")]
    [InlineData("a@[127.0.0.1]")]
    [InlineData("a b@c.example")]
    [InlineData("\\\"a\\\"@b.example")]
    [InlineData("a\\u2028@b.example")]
    [InlineData("")]
    public async Task an_address_is_exactly_one_plain_address(string address) =>
        (await Bank.Send(People.Marketer, HttpMethod.Put, Path, $$"""{"mail":"{{address}}"}""")).IsProblem(422, "invalid-value", field: "mail");

    [Theory]
    [InlineData("sign-off-requested", "None")]
    [InlineData("deadline-near", "Digest")]
    [InlineData("deadline-missed", "None")]
    [InlineData("no-such-kind", "None")]
    public async Task duty_cannot_be_switched_off(string kind, string wish) =>
        (await Bank.Send(People.Marketer, HttpMethod.Put, Path, $$$"""{"kinds":{"{{{kind}}}":"{{{wish}}}"}}""")).Is(422);

    [Fact]
    public async Task an_address_that_is_not_mentioned_stays_and_so_does_the_digest()
    {
        (await Bank.Send(People.Complaints, HttpMethod.Put, Path, """{"mail":"han.lei@bank.example","digest":false}""")).Is(200);

        (await Bank.Send(People.Complaints, HttpMethod.Put, Path, """{"kinds":{"opinion-raised":"None"}}""")).Is(200);

        (await Bank.Get(People.Complaints, Path)).Is(200).Text.Should().Be("""{"mail":"han.lei@bank.example","kinds":{"opinion-raised":"None"},"digest":false}""");
        (await Bank.Send(People.Complaints, HttpMethod.Put, Path, """{"mail":null,"digest":true}""")).Is(200).Text.Should().Be("""{"kinds":{},"digest":true}""", "a service without mail has no use for it");
    }

    [Fact]
    public async Task a_machine_has_no_settings()
    {
        var token = await Bank.Provider.TokenOf("figures", "gate.figures");
        (await Bank.Send(null, HttpMethod.Put, Path, new NotificationSettings(), ("Authorization", $"Bearer {token}"))).IsProblem(403, "person-needed");
        (await Bank.Send(null, HttpMethod.Get, Path, null, ("Authorization", $"Bearer {token}"))).IsProblem(403, "person-needed");
    }
}
