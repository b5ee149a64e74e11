using Marten;
using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Stages;

/// <summary>What the page of the queue shows.</summary>
/// <param name="Kinds">What waits for the reader, whatever the filters.</param>
/// <param name="More">So much waits that it was not counted to the end.</param>
/// <param name="Wrong">A filter that means nothing.</param>
public sealed record QueueModel(QueueView View, Page<WorkQueueRow> Rows, KindCount[] Kinds, bool More, Problem? Wrong)
{
    public int Waiting => Kinds.Sum(k => k.Waiting);

    public int Overdue => Kinds.Sum(k => k.Overdue);
}

internal static class QueuePages
{
    /// <summary>Under which an open page asks whether it has changed.</summary>
    public const string List = "queue";
    private const int PageSize = 25;

    public static void MapQueuePages(this RouteGroupBuilder pages) => pages.MapGet("/", (Delegate)Show).Does(Deed.ReadQueue);

    private static async Task<IResult> Show(HttpContext http) => http.Page<QueuePage>(new { Model = await Read(http) });

    /// <summary>What the address asks for.</summary>
    public static async Task<QueueModel> Read(HttpContext http)
    {
        var (services, stop) = (http.RequestServices, http.RequestAborted);
        var session = services.GetRequiredService<IQuerySession>();
        var sight = await QueueSight.Of(session, http.User.ToActor(), services.GetRequiredService<TimeProvider>().GetUtcNow(), stop);
        var (kinds, more) = await sight.Kinds(services.GetRequiredService<NpgsqlDataSource>(), stop);
        var model = new QueueModel(QueueView.Mine, new([], null), kinds, more, null);
        var counts = services.GetRequiredService<Counts>();
        (counts.Sight, counts.Queue) = (sight, model.Waiting);
        return await Fill(http, session, sight, model);
    }

    private static async Task<QueueModel> Fill(HttpContext http, IQuerySession session, QueueSight sight, QueueModel model)
    {
        var query = http.Request.Query;
        try
        {
            var view = query.Enum<QueueView>("view") ?? QueueView.Mine;
            return model with { View = view, Rows = await session.Queue(sight, view, query, Paging.Of(query, PageSize), http.RequestAborted) };
        }
        catch (ProblemException e) when (e.Problem.Status == StatusCodes.Status400BadRequest)
        {
            http.Response.StatusCode = e.Problem.Status;
            return model with { Wrong = e.Problem };
        }
    }
}
