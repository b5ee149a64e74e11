using System.Text.Json;
using FluentValidation;
using ProductGate.Domain;
using ProductGate.Service.Documents;
using ProductGate.Service.Identity;
using Wolverine;

namespace ProductGate.Service.Door;

/// <summary>What the reference page needs to know of a command's address.</summary>
/// <param name="Versioned">True where If-Match is asked for.</param>
internal sealed record CommandAddress(Type Body, bool Versioned);

/// <summary>What the reference page needs to know of an address that takes questions.</summary>
internal sealed record QueryNames(string[] Names);

/// <summary>Gives a command an address. Reading, checking, sending and answering are the same for all of them.</summary>
internal static class CommandEndpoints
{
    /// <summary>A command on the product that the address names.</summary>
    public static RouteHandlerBuilder MapCommand<T>(this IEndpointRouteBuilder api, string path, string summary, Func<T, Guid, T>? about = null)
        where T : IProductCommand =>
        api.MapPost(path, async (HttpContext http) =>
        {
            var (by, product, subject) = (http.User.ToActor(), http.ProductId(), about is null ? default : http.SubjectId());
            var expected = http.Request.ExpectedVersion();
            var body = await http.Request.Body();
            var command = Requests.Parse<T>(body);
            if (about is not null) command = about(command, subject);
            http.Validate(command);
            return await http.Send(new Act(product, command, by, expected, http.Request.IsPreview(), http.Request.Key(by, body)));
        }).Does(Grants.Of(typeof(T)).Deed).Describe(typeof(T), summary);

    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, Type body, string summary, bool versioned = true) => route
        .WithSummary(summary).WithMetadata(new CommandAddress(body, versioned)).Produces<CommandAnswer>()
        .ProducesProblems(versioned ? [400, 401, 403, 404, 409, 412, 413, 415, 422, 428, 429, 503] : [400, 401, 403, 413, 415, 422, 429, 503]);

    /// <summary>Which line of the table of authority the address stands under.</summary>
    public static T Does<T>(this T route, Deed deed)
        where T : IEndpointConventionBuilder => route.WithMetadata(Grants.Of(deed));

    /// <summary>What may stand behind the question mark.</summary>
    public static RouteHandlerBuilder Asks(this RouteHandlerBuilder route, params string[] names) => route.WithMetadata(new QueryNames(names));

    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder route, params int[] statuses)
    {
        foreach (var status in statuses) route.Produces<Problem>(status, "application/problem+json");
        return route;
    }

    public static Guid ProductId(this HttpContext http) => Id(http, "productId");

    public static async Task<IResult> Send(this HttpContext http, Act act) => (await http.Ask(act)).ToResult(http);

    /// <summary>Sends a command through the door.</summary>
    public static async Task<Outcome> Ask(this HttpContext http, Act act)
    {
        if (act.Command is IRefersToDocuments { References: var documents }) await http.MayCite(act, documents);
        return await http.CarryOut<Outcome>(act);
    }

    /// <summary>Has a command carried out by its handler when it is its turn.</summary>
    public static Task<T> CarryOut<T>(this HttpContext http, object command) =>
        http.RequestServices.GetRequiredService<CommandTurns>().Take(() => http.RequestServices.GetRequiredService<IMessageBus>().InvokeAsync<T>(command, http.RequestAborted), http.RequestAborted);

    /// <exception cref="ProblemException">There is no answer.</exception>
    public static CommandAnswer OrThrow(this Outcome outcome) => outcome.Answer ?? throw new ProblemException(outcome.Problem());

    /// <summary>Why there is no answer.</summary>
    private static Problem Problem(this Outcome outcome) => outcome switch
    {
        { Refusal: { } refusal } => Door.Problem.Of(refusal),
        { NewerVersion: { } version } => Door.Problem.Stale(version),
        { IsKeyReused: true } => Door.Problem.KeyReused,
        _ => Door.Problem.UnknownProduct,
    };

    public static IResult ToResult(this Outcome outcome, HttpContext http, string? location = null)
    {
        if (outcome.Answer is not { } answer) return outcome.Problem().ToResult();
        http.Response.Headers.ETag = $"\"{answer.Version}\"";
        return location is null ? Results.Json(answer, HttpJson.Writing) : Created(http, answer, location);
    }

    public static void Validate<T>(this HttpContext http, T command)
    {
        var result = http.RequestServices.GetService<IValidator<T>>()?.Validate(command);
        if (result is null or { IsValid: true }) return;
        var errors = result.Errors.GroupBy(e => Camel(e.PropertyName)).ToDictionary(g => g.Key, g => g.Select(e => KnownSentences.Of(e.ErrorMessage)).ToArray());
        throw new ProblemException(new(422, "invalid-value", KnownSentences.Of(result.Errors[0].ErrorMessage)) { Errors = errors });
    }

    /// <summary>A validator names properties of ours, such as <c>Channels[1]</c>; the sender knows the members of the body.</summary>
    private static string Camel(string path) => string.Join('.', path.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));

    private static IResult Created(HttpContext http, CommandAnswer answer, string location)
    {
        http.Response.Headers.Location = $"{location}/{answer.ProductId}";
        return Results.Json(answer, HttpJson.Writing, statusCode: StatusCodes.Status201Created);
    }

    public static Guid SubjectId(this HttpContext http) => Id(http, "subjectId");

    private static Guid Id(HttpContext http, string name) =>
        Guid.TryParse(http.GetRouteValue(name)?.ToString(), out var id) ? id : throw new ProblemException(new(404, "not-found", "There is nothing at this address."));
}
