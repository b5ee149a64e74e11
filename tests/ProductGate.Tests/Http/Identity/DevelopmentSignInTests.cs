using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

public sealed class DevelopmentSignInTests(SharedBank shared) : IClassFixture<SharedBank>
{
    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task signing_in_by_header_does_not_exist_outside_development(string environment)
    {
        var (exit, said) = await ServiceProcess.RunToEnd(shared.Bank.ConnectionString, environment);

        exit.Should().NotBe(0);
        said.Should().Contain("Sign-in by header exists in the Development environment only");
    }
}
