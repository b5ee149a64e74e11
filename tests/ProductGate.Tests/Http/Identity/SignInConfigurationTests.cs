using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>A sign-in that could not work, or would let the wrong ones in, ends the start with a sentence.</summary>
public sealed class SignInConfigurationTests(SharedBank shared) : IClassFixture<SharedBank>
{
    private static readonly string[] Whole = ["--SignIn:Authority=https://sign-in.bank.example", "--SignIn:ClientId=productgate", "--SignIn:Audience=urn:productgate-api"];

    [Theory]
    [InlineData("--SignIn:Authority=", "Nobody could sign in: set SIGNIN__AUTHORITY")]
    [InlineData("--SignIn:Authority=http://sign-in.bank.example", "SignIn:Authority must be an https address.")]
    [InlineData("--SignIn:Audience=", "SignIn:Audience is missing")]
    [InlineData("--SignIn:Audience=productgate", "SignIn:Audience must be another than SignIn:ClientId")]
    [InlineData("--SignIn:RoleNames:chief:0=boss", "'chief' in RoleNames is no role of ProductGate.")]
    public async Task outside_development_the_service_does_not_start(string setting, string sentence)
    {
        var (exit, said) = await ServiceProcess.RunToEnd(shared.Bank.ConnectionString, "Production", [.. Whole, setting]);

        exit.Should().NotBe(0);
        said.Should().Contain(sentence);
    }
}
