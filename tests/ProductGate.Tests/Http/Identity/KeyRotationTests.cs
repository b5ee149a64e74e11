using ProductGate.Tests.Faults;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

public sealed class KeyRotationTests(IssuerBank bank) : IClassFixture<IssuerBank>
{
    private string Token(string kid) => bank.Issuer.Sign(bank.Issuer.Good(bank.Clock.GetUtcNow()), kid);

    [Fact]
    public async Task a_new_key_is_found_an_old_one_forgotten_and_known_ones_do_while_the_issuer_is_away()
    {
        var old = Token("first");
        (await bank.Show(old)).Is(200);
        bank.Issuer.Rotate("second");

        var young = Token("second");
        await Patience.Until("the service has asked for the new key", 20, async () => (await bank.Show(young)).Status == 200);
        (await bank.Show(old)).IsProblem(401, "unauthenticated");

        var asked = bank.Issuer.Asked;
        for (var i = 0; i < 20; i++) (await bank.Show(Token("second"))).Is(200);
        bank.Issuer.Asked.Should().Be(asked, "keys are not asked for with every request");

        await bank.Issuer.Stop();
        (await bank.Show(Token("second"))).Is(200);
    }
}
