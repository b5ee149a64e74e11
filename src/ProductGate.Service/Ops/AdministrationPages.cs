using Microsoft.Extensions.Diagnostics.HealthChecks;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Notifications;
using ProductGate.Service.Ui;
using Wolverine.Persistence.Durability;

namespace ProductGate.Service.Ops;

/// <summary>For administrators: how the service is, what was not delivered, webhooks, and the rules in force.</summary>
internal static class AdministrationPages
{
    private const string Address = "/administration";

    public static void MapAdministration(this RouteGroupBuilder pages)
    {
        pages.MapGet(Address, (Delegate)Show).Does(Deed.ReadDeadLetters);
        Form(pages, Deed.ReplayDeadLetters, "/dead-letters/replay", "replayed", (http, _) => http.ReplayAll(Store(http)));
        Form(pages, Deed.ReplayDeadLetters, "/dead-letters/{subjectId}/replay", "replayed", (http, _) => http.Replay(Store(http), http.SubjectId()));
        Form(pages, Deed.ManageWebhooks, "/webhooks", "added", async (http, attempt) => Tell(http, (await http.AddWebhook(Shelf(http), attempt.Read<WebhookOrder>())).Secret!));
        Form(pages, Deed.ManageWebhooks, "/webhooks/{subjectId}", "changed", (http, attempt) => http.ChangeWebhook(Shelf(http), http.SubjectId(), attempt.Read<WebhookOrder>()));
        Form(pages, Deed.ManageWebhooks, "/webhooks/{subjectId}/rotation", "rotated", async (http, _) => Tell(http, await http.RotateWebhook(Shelf(http), http.SubjectId())));
        Form(pages, Deed.ManageWebhooks, "/webhooks/{subjectId}/removal", "removed", (http, _) => http.RemoveWebhook(Shelf(http), http.SubjectId()));
    }

    private static void Form(RouteGroupBuilder pages, Deed deed, string path, string done, Func<HttpContext, Attempt, Task> act) =>
        pages.MapPost(Address + path, (Delegate)((HttpContext http) => http.Try(Show, async attempt =>
        {
            await act(http, attempt);
            http.SeeOther($"{Address}?done={done}");
            return true;
        }))).Does(deed);

    private static async Task<IResult> Show(HttpContext http) => http.Page<AdministrationPage>(new
    {
        Failed = await http.DeadLetters(Store(http)),
        Webhooks = await http.Webhooks(Shelf(http)),
        Health = await http.RequestServices.GetRequiredService<HealthCheckService>().CheckHealthAsync(http.RequestAborted),
        Secret = http.RequestServices.GetRequiredService<SecretOnce>().Take(http),
        Done = http.Request.Query["done"].ToString(),
    });

    private static void Tell(HttpContext http, string secret) => http.RequestServices.GetRequiredService<SecretOnce>().Keep(http, secret);

    private static IMessageStore Store(HttpContext http) => http.RequestServices.GetRequiredService<IMessageStore>();

    private static WebhookShelf Shelf(HttpContext http) => http.RequestServices.GetRequiredService<WebhookShelf>();
}
