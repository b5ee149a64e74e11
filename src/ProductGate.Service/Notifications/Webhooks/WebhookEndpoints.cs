using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Notifications;

internal static class WebhookEndpoints
{
    public static void MapWebhooks(this IEndpointRouteBuilder api)
    {
        api.MapGet("/webhooks", List).Does(Deed.ManageWebhooks).WithSummary("Which webhooks are called; without their secrets").Produces<Webhook[]>().ProducesProblems(401, 403, 503);
        api.MapPost("/webhooks", Add).Does(Deed.ManageWebhooks).WithSummary("Set one up; the answer tells its secret, once").Takes<Webhook>(201);
        api.MapPut("/webhooks/{webhookId:guid}", Change).Does(Deed.ManageWebhooks).WithSummary("Another address or other kinds").Takes<Webhook>(204);
        api.MapDelete("/webhooks/{webhookId:guid}", Remove).Does(Deed.ManageWebhooks).WithSummary("Call it no more").Produces(204).ProducesProblems(401, 403, 404, 503);
        api.MapPost("/webhooks/{webhookId:guid}/rotation", Rotate).Does(Deed.ManageWebhooks).WithSummary("A new secret; the one before stays valid for a day").Produces<NewSecret>().ProducesProblems(401, 403, 404, 503);
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
        return Results.Json(await http.AddWebhook(shelf, await Order(http)), HttpJson.Writing, statusCode: 201);
    }

    private static async Task<IResult> Change(Guid webhookId, HttpContext http, WebhookShelf shelf)
    {
        http.May(Deed.ManageWebhooks);
        await http.ChangeWebhook(shelf, webhookId, await Order(http));
        return Results.NoContent();
    }

    private static async Task<IResult> Remove(Guid webhookId, HttpContext http, WebhookShelf shelf)
    {
        await http.RemoveWebhook(shelf, webhookId);
        return Results.NoContent();
    }

    private static async Task<IResult> Rotate(Guid webhookId, HttpContext http, WebhookShelf shelf) => Results.Json(new NewSecret(await http.RotateWebhook(shelf, webhookId)), HttpJson.Writing);

    private static async Task<WebhookOrder> Order(HttpContext http) => Requests.Parse<WebhookOrder>(await http.Request.Body());

    public static Task<List<Webhook>> Webhooks(this HttpContext http, WebhookShelf shelf)
    {
        http.May(Deed.ManageWebhooks);
        return shelf.All(http.RequestAborted);
    }

    /// <returns>The webhook with its secret.</returns>
    public static Task<Webhook> AddWebhook(this HttpContext http, WebhookShelf shelf, WebhookOrder order)
    {
        var by = http.May(Deed.ManageWebhooks);
        http.Validate(order);
        return shelf.Add(order, by.Id, http.RequestAborted);
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
    public static async Task<string> RotateWebhook(this HttpContext http, WebhookShelf shelf, Guid id)
    {
        http.May(Deed.ManageWebhooks);
        return await shelf.Rotate(id, http.RequestAborted) ?? throw new ProblemException(Unknown);
    }
}
