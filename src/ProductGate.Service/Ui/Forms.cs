using Microsoft.Extensions.Primitives;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;

namespace ProductGate.Service.Ui;

/// <summary>
/// Forms of the pages. A form posts to the address of its page, with <c>form</c> (its name), <c>version</c> and <c>key</c> as hidden fields, and goes
/// through the same door as a program's request. Success leads back to a page (303), everything else shows the page again with what was typed.
/// </summary>
internal static class Forms
{
    public const string Version = "version";
    public const string Key = "key";

    /// <summary>Hidden fields that are about the form and not part of what it says.</summary>
    public static readonly string[] Hidden = ["form", "page", Version, Key, "preview", Visit.TokenName];

    /// <summary>Reads the form of a page and keeps what was typed, in case it is shown again.</summary>
    public static async Task<Attempt> Attempt(this HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        return http.Attempt(form.ToDictionary(f => f.Key, f => f.Value));
    }

    /// <summary>The same for a form that is not let in. Of somebody unknown no file is taken: they could fill the disk with them.</summary>
    public static async Task AttemptWithoutFiles(this HttpContext http)
    {
        if (HasFiles(http.Request) && http.User.Identity is not { IsAuthenticated: true }) http.Attempt(await FormTexts.Read(http.Request, http.RequestAborted));
        else await http.Attempt();
    }

    public static bool HasFiles(HttpRequest request) => request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true;

    private static Attempt Attempt(this HttpContext http, Dictionary<string, StringValues> said)
    {
        var attempt = http.RequestServices.GetRequiredService<Visit>().Attempt;
        attempt.Sent(said.GetValueOrDefault("form").ToString(), SignInEndpoints.Local(said.GetValueOrDefault("page").FirstOrDefault() ?? http.Request.Path), said);
        return attempt;
    }

    /// <summary>A form that is a command on the product of the address.</summary>
    /// <param name="complete">Adds what the form says in its own way.</param>
    /// <param name="about">Puts the subject of the address (an opinion, a condition) into the command.</param>
    /// <param name="show">The page with the form, for when it is to be shown again.</param>
    /// <param name="done">Where it leads; the page itself unless given.</param>
    public static RouteHandlerBuilder MapForm<T>(this IEndpointRouteBuilder pages, string path, Func<HttpContext, Task<IResult>> show, Func<HttpContext, CommandAnswer, string>? done = null, Func<T, Guid, T>? about = null, Func<T, Attempt, T>? complete = null)
        where T : IProductCommand =>
        pages.MapPost(path, (Delegate)((HttpContext http) => http.Try(show, async attempt =>
        {
            var command = attempt.Read<T>();
            if (about is not null) command = about(command, http.SubjectId());
            if (complete is not null) command = complete(command, attempt);
            http.Validate(command);
            var answer = await http.Decide(command, attempt);
            if (answer is not null) http.SeeOther(done?.Invoke(http, answer) ?? Done(attempt.Page!, answer));
            return answer is not null;
        }))).Does(Grants.Of(typeof(T)).Deed);

    /// <summary>Lets a form act; whatever goes wrong, or is only asked, shows the page again with what was typed.</summary>
    /// <param name="act">True when it is done and has said where to go.</param>
    public static async Task<IResult> Try(this HttpContext http, Func<HttpContext, Task<IResult>> show, Func<Attempt, Task<bool>> act)
    {
        var attempt = await http.Attempt();
        try
        {
            if (await act(attempt)) return Results.Empty;
        }
        catch (ProblemException e) when (e.Problem.Status is not 404)
        {
            attempt.Failed(e.Problem);
            http.Response.StatusCode = e.Problem.Status;
        }
        return await show(http);
    }

    public static T Read<T>(this Attempt attempt)
    {
        Unanswered.Check(typeof(T), attempt.Typed);
        return Requests.Parse<T>(FormJson.Of(typeof(T), attempt.Typed));
    }

    /// <summary>Sends a command through the door. Null where only a preview was asked for.</summary>
    /// <param name="said">What the form says, where that is not simply the command: the same key for something else is an error.</param>
    /// <exception cref="ProblemException">It was refused, or the product is another by now.</exception>
    public static async Task<CommandAnswer?> Decide(this HttpContext http, IProductCommand command, Attempt attempt, byte[]? said = null)
    {
        var (by, preview) = (http.User.ToActor(), attempt.Typed.ContainsKey("preview"));
        var version = attempt.Seen ?? throw new ProblemException(Problem.Field(400, "malformed-request", Version, "The form does not say which version it was about."));
        var key = attempt.Typed.GetValueOrDefault(Key).ToString() is { Length: > 0 } text && !preview ? http.Request.Key(by, text, said ?? FormJson.Of(command.GetType(), attempt.Typed)) : null;
        var answer = (await http.Ask(new Act(http.ProductId(), command, by, version, preview, key))).OrThrow();
        if (!preview) return answer;
        attempt.WouldBe(answer);
        return null;
    }

    /// <summary>Back to a page, which then says what was recorded.</summary>
    public static string Done(string page, CommandAnswer answer)
    {
        var path = page.Split('?', '#')[0];
        return answer.Events.Length == 0 ? path : $"{path}?done={answer.Version}";
    }

    /// <summary>303: look there with a GET, so that a reload sends nothing again.</summary>
    public static void SeeOther(this HttpContext http, string address)
    {
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = address;
    }
}
