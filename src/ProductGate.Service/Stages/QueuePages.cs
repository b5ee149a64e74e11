using Marten;
using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Stages;

/// <summary>What the page of the queue shows.</summary>
public sealed record QueueModel(QueueView View, Page<WorkQueueRow> Rows)
{
    /// <summary>What waits for the reader, whatever the filters.</summary>
    public KindCount[] Kinds { get; init; } = [];

    /// <summary>So much waits that it was not counted to the end.</summary>
    public bool More { get; init; }

    /// <summary>A filter that means nothing.</summary>
    public Problem? Wrong { get; init; }

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

    /// <summary>What the address asks for; the rows and both counts are asked for at the same time.</summary>
    public static async Task<QueueModel> Read(HttpContext http)
    {
        var (services, stop, by) = (http.RequestServices, http.RequestAborted, http.User.ToActor());
        var (session, counts) = (services.GetRequiredService<IQuerySession>(), services.GetRequiredService<Counts>());
        var sight = await QueueSight.Of(session, by, services.GetRequiredService<TimeProvider>().GetUtcNow(), stop);
        var (counting, unread) = (sight.Kinds(services.GetRequiredService<NpgsqlDataSource>(), stop), counts.UnreadBy(by, stop));
        var model = await Fill(http, session, sight);
        var (kinds, more) = await counting;
        model = model with { Kinds = kinds, More = more };
        counts.Known = new(model.Waiting, await unread);
        return model;
    }

    private static async Task<QueueModel> Fill(HttpContext http, IQuerySession session, QueueSight sight)
    {
        var query = http.Request.Query;
        try
        {
            var view = query.Enum<QueueView>("view") ?? QueueView.Mine;
            return new(view, await session.Queue(sight, view, query, Paging.Of(query, PageSize), http.RequestAborted));
        }
        catch (ProblemException e) when (e.Problem.Status == StatusCodes.Status400BadRequest)
        {
            http.Response.StatusCode = e.Problem.Status;
            return new(QueueView.Mine, new([], null)) { Wrong = e.Problem };
        }
    }
}
