using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ProductGate.Domain;
using ProductGate.Service.Demo;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;
using ProductGate.Service.Products;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http.RealProducts;

/// <summary>Real bank products, each through its whole life over HTTP, by the code that the command load-products uses.</summary>
public sealed class RealProductsTests(Support.DemoBank bank) : IClassFixture<Support.DemoBank>
{
    private sealed record Step(long Version, JsonElement Actor, string Type, JsonElement Data, string? CorrelationId, string? CausationId)
    {
        public string By => Actor.GetProperty("id").GetString()!;
    }

    [Fact]
    public async Task every_product_lives_from_declaration_to_suspension_and_its_trail_tells_so()
    {
        var people = bank.Services.GetRequiredService<IConfiguration>().GetSection("DemoBank:People").Get<DemoPerson[]>()!;
        var gate = new GateClient(bank.As(null));
        var cast = new Cast(people);
        var drafts = ProductFile.Products().Select(Dossiers.Of).ToList();
        drafts.Should().HaveCount(ProductFile.Count);
        var trails = new List<Step>[drafts.Count];

        await Parallel.ForAsync(0, drafts.Count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            var product = await drafts[i].Live(gate, cast, i, known: null);
            trails[i] = await Trail(gate, product.Id);
        });

        var suspended = await gate.List<ProductListEntry>(People.Compliance.Id, "/api/products?marketState=Suspended");
        suspended.Select(p => p.Name).Should().BeEquivalentTo(drafts.Select(d => d.Name));
        suspended.Should().OnlyContain(p => p.Stage == Stage.LaunchMonitoring && p.Disposition == Disposition.Active && p.OpenObjections == 0);
        foreach (var trail in trails) TellsTheWholeLife(trail);
    }

    private static void TellsTheWholeLife(List<Step> trail)
    {
        trail.Select(s => s.Version).Should().Equal(Enumerable.Range(1, trail.Count).Select(n => (long)n));
        trail.Should().OnlyContain(s => s.By.Length > 0 && !string.IsNullOrEmpty(s.CorrelationId) && !string.IsNullOrEmpty(s.CausationId));
        Data(trail, "stage-entered", "stage").Should().Equal(Enum.GetNames<Stage>());
        trail.Select(s => s.Type).Should().ContainInOrder(
            "product-declared", "opinion-raised", "condition-attached", "opinion-answered", "opinion-verified", "evaluation-passed", "condition-closed", "product-launched", "signal-raised", "distribution-suspended");
        foreach (var once in new[] { "opinion-raised", "opinion-answered", "opinion-verified", "condition-attached", "condition-closed", "evaluation-passed", "product-launched", "signal-raised", "distribution-suspended" })
            trail.Count(s => s.Type == once).Should().Be(1, once);
        var signers = trail.Where(s => s.Type == "sign-off-given" && s.Data.GetProperty("stage").GetString() == nameof(Stage.ConsumerProtectionEvaluation)).ToList();
        signers.Select(s => s.By).Distinct().Should().HaveCount(2);
        signers.Select(s => s.Data.GetProperty("office").GetString()).Should().BeEquivalentTo("protection-office", "protection-head");
        trail.Where(s => s.Type == "dossier-revised").Select(s => s.By).Should().NotContain(signers.Select(s => s.By), "nobody judges what they made (R5)");
    }

    private static IEnumerable<string?> Data(List<Step> trail, string type, string member) => trail.Where(s => s.Type == type).Select(s => s.Data.GetProperty(member).GetString());

    private static async Task<List<Step>> Trail(GateClient gate, Guid product)
    {
        var steps = await gate.List<Step>(People.Compliance.Id, $"/api/products/{product}/audit");
        steps.Reverse();
        return steps;
    }
}
