using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>A bank with a provider of its own, which a test may end.</summary>
internal sealed class BankOf(Server server, Provider provider) : Bank(server)
{
    protected override (string Name, string Value)[] Settings => provider.Settings;
}

public sealed class ProviderAwayTests(Server server)
{
    [Fact]
    public async Task without_the_provider_who_is_signed_in_goes_on_or_out_and_who_is_not_gets_a_clear_page()
    {
        var provider = await Provider.Start();
        await using var bank = new BankOf(server, provider);
        await bank.Open();
        using var visitor = new Visitor(bank.Line.BaseAddress!);
        using var late = new Visitor(bank.Line.BaseAddress!);
        (await visitor.SignIn("li.wei")).Is(302);
        (string, string) token = ("Authorization", $"Bearer {await provider.TokenOf(People.Compliance)}");
        (await bank.Send(null, HttpMethod.Get, "/api/session", null, token)).Is(200);
        var callback = await late.ToCallback("chen.fang");

        await provider.DisposeAsync();

        (await visitor.Get("/")).Is(200).Text.Should().Contain("Li Wei");
        (await bank.Send(null, HttpMethod.Get, "/api/session", null, token)).Is(200).Json.Text("id").Should().Be("liu.yang");
        IsClear(await late.Get(callback.ToString()));
        (await visitor.Submit("/", "/sign-out")).Is(302);
        (await visitor.Get("/api/session")).IsProblem(401, "unauthenticated");

        await using var fresh = new BankOf(server, provider);
        await fresh.Open();
        using var first = new Visitor(fresh.Line.BaseAddress!);
        IsClear(await first.Get("/sign-in"));
        (await fresh.Send(null, HttpMethod.Get, "/api/session", null, token)).IsProblem(503, "sign-in-unavailable").Headers.RetryAfter!.Delta.Should().BePositive();
    }

    private static void IsClear(Answer answer)
    {
        (answer.Status, answer.MediaType).Should().Be((503, "text/html"));
        answer.Text.Should().Contain("The sign-in of the bank cannot be reached").And.Contain("sign-in-unavailable").And.NotContain("Exception");
        answer.Headers.RetryAfter!.Delta.Should().BePositive();
    }
}
