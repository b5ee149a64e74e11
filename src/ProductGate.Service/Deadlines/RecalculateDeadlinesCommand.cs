using JasperFx.CommandLine;
using ProductGate.Domain;
using ProductGate.Service.Demo;
using ProductGate.Service.Products;

namespace ProductGate.Service.Deadlines;

/// <summary>Asks the running service, product by product, as the administrator whose access token is in <c>PRODUCTGATE_TOKEN</c>: the trail names a person, and every rule is asked.</summary>
[Description("Count every product's days by another calendar; each open deadline records its old and its new date", Name = "recalculate-deadlines")]
public sealed class RecalculateDeadlinesCommand : JasperFxAsyncCommand<RecalculateDeadlinesInput>
{
    private const int Attempts = 5;

    /// <summary>Nothing to do, and no fault.</summary>
    private static readonly string[] Settled = ["same-calendar", "product-over"];

    private sealed record Seen(long Version);

    public override Task<bool> Execute(RecalculateDeadlinesInput input) => DemoSession.Run(
        input.UrlFlag,
        async (gate, _) =>
        {
            var (moved, deadlines) = (0, 0);
            foreach (var product in await gate.List<ProductListEntry>(input.AsFlag, "/api/products"))
            {
                if (await Migrate(gate, input, product.Id) is not { } recalculated) continue;
                Console.WriteLine($"{product.Name}: {recalculated} open deadlines");
                (moved, deadlines) = (moved + 1, deadlines + recalculated);
            }
            Console.WriteLine($"{moved} products count by {input.CalendarFlag}.{input.VersionFlag}, {deadlines} open deadlines were recalculated.");
            return true;
        },
        Environment.GetEnvironmentVariable("PRODUCTGATE_TOKEN"));

    /// <summary>How many open deadlines told their new date; null where there was nothing to do. Somebody else's command in between is no reason to give up.</summary>
    private static async Task<int?> Migrate(GateClient gate, RecalculateDeadlinesInput input, Guid product)
    {
        for (var attempt = 1; ; attempt++)
            try
            {
                var seen = await gate.Get<Seen>(input.AsFlag, $"/api/products/{product}");
                var answer = await gate.Post(input.AsFlag, $"/api/products/{product}/calendar-migration", new MigrateCalendar(input.CalendarFlag, input.VersionFlag, input.ReasonFlag), seen.Version);
                return answer.Events.Count(e => e == FactNames.All[typeof(DeadlineRecalculated)]);
            }
            catch (GateException e) when (Settled.Contains(e.Problem?.Code))
            {
                return null;
            }
            catch (GateException e) when (e.Problem?.Code == "stale-version" && attempt < Attempts)
            {
                // Read again, and try again.
            }
    }
}
