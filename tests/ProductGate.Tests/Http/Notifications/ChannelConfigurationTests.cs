using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>What cannot be meant is said at the start, and not when the first letter goes astray.</summary>
public sealed class ChannelConfigurationTests(SharedBank shared) : IClassFixture<SharedBank>
{
    [Theory]
    [InlineData("--Notifications:Offices:complience=office@bank.example", "Notifications:Offices:complience is neither an office nor product-team:<team>.")]
    [InlineData("--Notifications:Offices:compliance=nobody", "Notifications:Offices:compliance must be one mail address.")]
    [InlineData("--Notifications:DigestHour=24", "Notifications:DigestHour must be an hour from 0 to 23.")]
    public async Task the_service_does_not_start(string setting, string sentence)
    {
        var (exit, said) = await ServiceProcess.RunToEnd(shared.Bank.ConnectionString, "Development", setting);

        exit.Should().NotBe(0);
        said.Should().Contain(sentence);
    }
}
