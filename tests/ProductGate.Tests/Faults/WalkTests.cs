using ProductGate.Tests.Guards;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Faults;

/// <summary>The walk that the README shows, against the service as it is shipped.</summary>
[Trait("Category", "Faults")]
[Collection(Alone.Name)]
public sealed class WalkTests(Server server)
{
    [Fact]
    public async Task one_product_is_walked_with_curl_through_all_nine_stages()
    {
        await using var service = await ServiceProcess.Start(server.Postgres.ConnectionString(await server.Postgres.CreateDatabase()));

        var walk = await Ran.Program("bash", [Path.Combine(Sources.Root, "deploy", "walk"), "--url", service.Address.ToString().TrimEnd('/')]);

        walk.Code.Should().Be(0, walk.Said);
        walk.Said.Should().MatchRegex(@"9 LaunchMonitoring[\s\S]*Walked: \d\d steps, \d\d+ events, every one as expected\.");
    }
}
