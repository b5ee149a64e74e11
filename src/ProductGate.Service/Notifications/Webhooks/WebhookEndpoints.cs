using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Notifications;

internal static class WebhookEndpoints
{
    public static void MapWebhooks(this IEndpointRouteBuilder api)
    {
        api.MapGet("/webhooks", List).Does(Deed.ManageWebhooks).WithSummary("Which webhooks are called; without their secrets").Produces<Webhook[]>().ProducesProblems(401, 403, 503);
        api.MapPost("/webhooks", Add).Does(Deed.ManageWebhooks).WithSummary("Set one up; the answer tells its secret, once").Takes<Webhook>(201);
        api.MapGet("/webhooks/{webhookId:guid}", One).Does(Deed.ManageWebhooks).WithSummary("One of them, without its secret").Produces<Webhook>().ProducesProblems(401, 403, 404, 503);
        api.MapPut("/webhooks/{webhookId:guid}", Change).Does(Deed.ManageWebhooks).WithSummary("Another address or other kinds").Takes<Webhook>(204);
        api.MapDelete("/webhooks/{webhookId:guid}", Remove).Does(Deed.ManageWebhooks).WithSummary("Call it no more").Produces(204).ProducesProblems(401, 403, 404, 503);
        api.MapPost("/webhooks/{webhookId:guid}/rotation", Rotate).Does(Deed.ManageWebhooks).WithSummary("A new secret; the one before stays valid for a day").Produces<NewSecret>().ProducesProblems(400, 401, 403, 404, 422, 503);
    }

    /// <summary>The answer to a rotation.</summary>
    public sealed record NewSecret(string Secret);

    private static Problem Unknown => new(404, "unknown-webhook", "There is no such webhook.");

    private static void Takes<T>(this RouteHandlerBuilder route, int status) => route
        .WithMetadata(new CommandAddress(typeof(WebhookOrder), Versioned: false)).Produces(status, status == 204 ? null : typeof(T)).ProducesProblems(400, 401, 403, 404, 413, 415, 422, 503);

    private static async Task<IResult> List(HttpContext http, WebhookShelf shelf) => Results.Json(await http.Webhooks(shelf), HttpJson.Writing);

    private static async Task<IResult> Add(HttpContext http, WebhookShelf shelf)
    {
        http.May(Deed.ManageWebhooks);
        var body = await http.Request.Body();
        var hook = await http.AddWebhook(shelf, Requests.Parse<WebhookOrder>(body), http.Key(body));
        http.Response.Headers.Location = $"/api/webhooks/{hook.Id}";
        return Results.Json(hook, HttpJson.Writing, statusCode: 201);
    }

    private static async Task<IResult> One(Guid webhookId, HttpContext http, WebhookShelf shelf)
    {
        http.May(Deed.ManageWebhooks);
        return await shelf.Find(webhookId, http.RequestAborted) is var (hook, _) ? Results.Json(hook, HttpJson.Writing) : Unknown.ToResult();
    }

    private static async Task<IResult> Change(Guid webhookId, HttpContext http, WebhookShelf shelf)
    {
        http.May(Deed.ManageWebhooks);
        await http.ChangeWebhook(shelf, webhookId, Requests.Parse<WebhookOrder>(await http.Request.Body()));
        return Results.NoContent();
    }

    private static async Task<IResult> Remove(Guid webhookId, HttpContext http, WebhookShelf shelf)
    {
        await http.RemoveWebhook(shelf, webhookId);
        return Results.NoContent();
    }

    private static async Task<IResult> Rotate(Guid webhookId, HttpContext http, WebhookShelf shelf) => Results.Json(new NewSecret(await http.RotateWebhook(shelf, webhookId, http.Key())), HttpJson.Writing);

    public static Task<List<Webhook>> Webhooks(this HttpContext http, WebhookShelf shelf)
    {
        http.May(Deed.ManageWebhooks);
        return shelf.All(http.RequestAborted);
    }

    /// <returns>The webhook with its secret.</returns>
    public static Task<Webhook> AddWebhook(this HttpContext http, WebhookShelf shelf, WebhookOrder order, CommandKey? key = null)
    {
        var by = http.May(Deed.ManageWebhooks);
        http.Validate(order);
        return http.Once(key, transaction => shelf.Add(order, by.Id, transaction.Connection!, http.RequestAborted));
    }

    public static async Task ChangeWebhook(this HttpContext http, WebhookShelf shelf, Guid id, WebhookOrder order)
    {
        http.May(Deed.ManageWebhooks);
        http.Validate(order);
        if (!await shelf.Change(id, order, http.RequestAborted)) throw new ProblemException(Unknown);
    }

    public static async Task RemoveWebhook(this HttpContext http, WebhookShelf shelf, Guid id)
    {
        http.May(Deed.ManageWebhooks);
        if (!await shelf.Remove(id, http.RequestAborted)) throw new ProblemException(Unknown);
    }

    /// <returns>The new secret.</returns>
    public static Task<string> RotateWebhook(this HttpContext http, WebhookShelf shelf, Guid id, CommandKey? key = null)
    {
        http.May(Deed.ManageWebhooks);
        return http.Once(key, async transaction => await shelf.Rotate(id, transaction.Connection!, http.RequestAborted) ?? throw new ProblemException(Unknown));
    }
}
