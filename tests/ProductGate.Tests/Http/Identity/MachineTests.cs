using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>Programs with credentials of their own, at the real provider.</summary>
public sealed class MachineTests(SharedBank shared) : IClassFixture<SharedBank>
{
    private readonly Bank bank = shared.Bank;

    private async Task<Answer> As(string program, string scope, HttpMethod method, string path, object? body = null, params (string, string)[] headers) =>
        await bank.Send(null, method, path, body, [("Authorization", $"Bearer {await bank.Provider.TokenOf(program, scope)}"), .. headers]);

    [Fact]
    public async Task a_program_is_a_machine_with_the_roles_of_its_scopes()
    {
        var figures = (await As("figures", "gate.figures", HttpMethod.Get, "/api/session")).Is(200).Json;
        (figures.Text("id"), figures.Text("name"), figures.Text("kind")).Should().Be(("figures", "figures", "Machine"));
        figures.Texts("roles").Should().Equal("operations");

        var without = (await As("figures", "", HttpMethod.Get, "/api/session")).Is(200).Json;
        (without.Text("kind"), without.Texts("roles").Count()).Should().Be(("Machine", 0));
        (await As("idle", "", HttpMethod.Get, "/api/session")).Is(200).Json.Texts("roles").Should().BeEmpty();
    }

    [Fact]
    public async Task a_program_reports_figures_in_its_own_name()
    {
        var product = await HttpJourney.Live(bank);
        var report = new ReportIndicator("mis-selling-cases", new Number(0), product.Today.AddDays(-1));

        (await As("idle", "", HttpMethod.Post, $"{product.Path}/indicators", report, Client.IfMatch(product.Version))).IsProblem(404, "unknown-product");
        (await As("figures", "gate.figures", HttpMethod.Post, $"{product.Path}/indicators", report, Client.IfMatch(product.Version))).Is(200);

        var newest = (await bank.Get(People.Compliance, $"{product.Path}/audit?limit=1")).Is(200).Json.Items("items").Single();
        (newest.GetProperty("actor").Text("id"), newest.GetProperty("actor").Text("kind")).Should().Be(("figures", "Machine"));
    }
}
