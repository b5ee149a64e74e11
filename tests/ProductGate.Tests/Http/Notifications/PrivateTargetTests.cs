using System.Net;
using ProductGate.Service.Notifications;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>Nobody reaches into the bank's network with the service's hands.</summary>
public sealed class PrivateTargetTests(SharedBank shared) : IClassFixture<SharedBank>
{
    [Theory]
    [InlineData("http://a.example/")]
    [InlineData("https://localhost/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f.1/")]
    [InlineData("https://10.1.2.3/")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:10.0.0.1]/")]
    [InlineData("https://[fe80::1]/")]
    public async Task a_target_inside_is_refused(string url) =>
        (await shared.Bank.Post(People.Administrator, "/api/webhooks", new WebhookOrder(url))).IsProblem(422, "invalid-value", field: "url");

    [Theory]
    [InlineData("1.1.1.1", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("fc00::1", false)]
    [InlineData("::", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    public void the_public_internet_is_told_from_private_networks(string address, bool isPublic) => PublicAddresses.Contain(IPAddress.Parse(address)).Should().Be(isPublic);

    [Fact]
    public async Task what_a_name_leads_to_is_looked_at_when_it_is_called()
    {
        using var caller = new WebhookCaller(new(), TimeProvider.System);
        // A name that was taken for a public one and leads to this machine now.
        var hook = new Webhook(Guid.NewGuid(), "http://localhost:9/", [], "admin.qi", DateTimeOffset.UnixEpoch);

        var call = () => caller.Call(hook, [WebhookSecrets.New()], "id", "{}", TestContext.Current.CancellationToken);

        (await call.Should().ThrowAsync<HttpRequestException>()).Which.ToString().Should().Contain("private network");
    }
}
