using System.Diagnostics;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using ProductGate.Service.Door;

namespace ProductGate.Service.Ui;

/// <summary>Answers with pages: rendered here, whole, and readable without any script.</summary>
internal static class Pages
{
    /// <param name="recorded">Ends when it is recorded that this is shown; nothing is shown before.</param>
    public static IResult Page<T>(this HttpContext http, object? parameters = null, Task? recorded = null)
        where T : IComponent
    {
        var visit = Visit.Begin(http);
        var counted = visit.Who is { } who ? http.RequestServices.GetRequiredService<Counts>().Show(who, http.RequestAborted) : Task.CompletedTask;
        return new Complete<T>(parameters, counted, recorded ?? Task.CompletedTask);
    }

    /// <summary>A page that asks the database nothing, so that it can be shown whatever is wrong, and to whom nobody knows.</summary>
    public static Task ShowQuietly<T>(this HttpContext http, object parameters)
        where T : IComponent
    {
        Visit.Begin(http);
        return new Complete<T>(parameters, Task.CompletedTask, Task.CompletedTask).ExecuteAsync(http);
    }

    /// <summary>A page that says how something ended, where the page that was asked for cannot be shown.</summary>
    public static Task ShowProblem(this HttpContext http, Problem problem)
    {
        http.Response.StatusCode = problem.Status;
        var visit = Visit.Begin(http);
        var traced = problem with { TraceId = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier };
        // What somebody typed is worth more than an apology: it stays in their browser until it can be sent.
        var isHeld = visit.Attempt.Form is not null || (problem.Status != StatusCodes.Status413PayloadTooLarge && IsOurForm(http));
        return isHeld ? http.ShowHeld(traced) : http.ShowQuietly<NoticePage>(new { Problem = traced, Again = HttpMethods.IsGet(http.Request.Method) ? visit.Here : null });
    }

    /// <summary>The form that could not be sent, to be sent again: after signing in anew, or when the service is whole again.</summary>
    public static async Task ShowHeld(this HttpContext http, Problem problem)
    {
        var attempt = Visit.Begin(http).Attempt;
        if (attempt.Form is null) await http.AttemptWithoutFiles();
        await http.ShowQuietly<HeldPage>(new { Action = $"{http.Request.Path}{http.Request.QueryString}", Fields = attempt.Typed, Problem = problem, HadFiles = Forms.HasFiles(http.Request) });
    }

    /// <summary>Whether a form of one of our own pages was sent. Browsers say where a form came from, and no page can make them lie.</summary>
    public static bool IsOurForm(HttpContext http) => HttpMethods.IsPost(http.Request.Method) && http.Request.HasFormContentType && http.Request.ContentLength <= Largest(http)
        && http.Request.Headers["Sec-Fetch-Site"].ToString() == "same-origin" && Endpoint(http)?.Metadata.GetMetadata<Identity.Page>() is not null;

    /// <summary>What was asked for; after a fault the framework has put it aside.</summary>
    private static Endpoint? Endpoint(HttpContext http) => http.GetEndpoint() ?? http.Features.Get<IExceptionHandlerFeature>()?.Endpoint;

    /// <summary>With files a form may be as large as its address takes; they are passed over, and only what was typed is kept.</summary>
    private static long? Largest(HttpContext http) => Forms.HasFiles(http.Request) ? http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize : Requests.LargestBody;

    /// <summary>
    /// What the page around it needs is asked for before anything is rendered: a component that waits is rendered twice, and everything in it. It is made while it is
    /// recorded that it is shown, and sent when that is recorded; nothing is sent of a page that comes to grief half-way.
    /// </summary>
    private sealed class Complete<T>(object? parameters, Task counted, Task recorded) : IResult
        where T : IComponent
    {
        /// <remarks>In large pieces, because each is compressed for itself. Whoever fills it never waits for a reader: there is none before the page is whole.</remarks>
        private static readonly PipeOptions Whole = new(minimumSegmentSize: 64 * 1024, pauseWriterThreshold: 0, useSynchronizationContext: false);

        public async Task ExecuteAsync(HttpContext http)
        {
            await counted;
            var page = new Pipe(Whole);
            await using (var filling = page.Writer.AsStream()) await Render(http.RequestServices, filling);
            await recorded;
            http.Response.ContentType = "text/html; charset=utf-8";
            await page.Reader.CopyToAsync(http.Response.Body, http.RequestAborted);
        }

        private async Task Render(IServiceProvider services, Stream page)
        {
            await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
            await using var text = new StreamWriter(page, leaveOpen: true);
            var values = ParameterView.FromDictionary(new RouteValueDictionary(parameters));
            await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(values)).WriteHtmlTo(text));
        }
    }
}
