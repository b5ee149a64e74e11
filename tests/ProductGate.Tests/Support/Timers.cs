using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ProductGate.Domain;
using ProductGate.Service.Deadlines;
using Wolverine;

namespace ProductGate.Tests.Support;

/// <summary>Lets a bank's clock run, and its timers go off as the durable ones would.</summary>
internal static class Timers
{
    public static async Task<JsonElement> Deadline(this HttpJourney product, string key) => (await product.Look()).Items("deadlines").Single(d => d.Text("key") == key);

    /// <summary>Moves the clock to a moment in a deadline's time and lets its timer go off; twice, for a timer may be delivered twice.</summary>
    /// <param name="share">Of the time between its setting and its due date: 1 is when it is due.</param>
    public static async Task Reach(this HttpJourney product, string key, double share)
    {
        var deadline = await product.Deadline(key);
        var (set, due) = (deadline.GetProperty("setAt").GetDateTimeOffset(), deadline.GetProperty("due").GetDateTimeOffset());
        var at = set + ((due - set) * share);
        if (at > product.Bank.Clock.GetUtcNow()) product.Bank.Clock.SetUtcNow(at);
        for (var i = 0; i < 2; i++) await product.Fire(deadline.GetProperty("id").GetGuid());
    }

    public static async Task Fire(this HttpJourney product, Guid deadline)
    {
        await using var scope = product.Bank.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeAsync(new DeadlineTimer(product.Id, deadline));
        await product.Refresh();
    }

    public static string SignOff(Stage stage, Role office) => $"sign-off/1/{stage}/{office}";
}
