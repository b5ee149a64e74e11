using FluentValidation;
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

    private static async Task<IResult> List(HttpContext http, WebhookShelf shelf)
    {
        http.May(Deed.ManageWebhooks);
        return Results.Json(await shelf.All(http.RequestAborted), HttpJson.Writing);
    }

    private static async Task<IResult> Add(HttpContext http, WebhookShelf shelf)
    {
        var by = http.May(Deed.ManageWebhooks);
        return Results.Json(await shelf.Add(await Order(http), by.Id, http.RequestAborted), HttpJson.Writing, statusCode: 201);
    }

    private static async Task<IResult> Change(Guid webhookId, HttpContext http, WebhookShelf shelf)
    {
        http.May(Deed.ManageWebhooks);
        return await shelf.Change(webhookId, await Order(http), http.RequestAborted) ? Results.NoContent() : Unknown.ToResult();
    }

    private static async Task<IResult> Remove(Guid webhookId, HttpContext http, WebhookShelf shelf)
    {
        http.May(Deed.ManageWebhooks);
        return await shelf.Remove(webhookId, http.RequestAborted) ? Results.NoContent() : Unknown.ToResult();
    }

    private static async Task<IResult> Rotate(Guid webhookId, HttpContext http, WebhookShelf shelf)
    {
        http.May(Deed.ManageWebhooks);
        return await shelf.Rotate(webhookId, http.RequestAborted) is { } secret ? Results.Json(new NewSecret(secret), HttpJson.Writing) : Unknown.ToResult();
    }

    private static async Task<WebhookOrder> Order(HttpContext http)
    {
        var order = Requests.Parse<WebhookOrder>(await http.Request.Body());
        http.Validate(order);
        return order;
    }
}
