using System.Collections.Immutable;
using Marten;
using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;
using ProductGate.Service.Ops;
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

    /// <summary>What the address asks for.</summary>
    public static Task<QueueModel> Read(HttpContext http) =>
        QueueSight.Ask(http.User.ToActor(), http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(), sight => Read(http, sight));

    /// <summary>Rows and counts, and what was lent, are asked for at once.</summary>
    private static async Task<(ImmutableArray<Delegation> Lent, QueueModel Model)> Read(HttpContext http, QueueSight sight)
    {
        var (services, stop) = (http.RequestServices, http.RequestAborted);
        var (view, question, wrong) = await Asked(http, sight);
        await using var batch = services.GetRequiredService<NpgsqlDataSource>().CreateBatch();
        batch.Ask(StandingDelegations.ToPerson, sight.By.Id, sight.Now);
        batch.Ask(QueueCounts.ByKind, [sight.Now, .. sight.Parameters]);
        batch.Ask(Counts.Unread, Counts.About(sight.By));
        if (question is not null) batch.Ask(question.Sql, question.Values);
        await using var reader = await batch.ExecuteReaderAsync(stop);
        var lent = await StandingDelegations.Read(reader, sight.Now, stop);
        await reader.NextResultAsync(stop);
        var (kinds, more) = await QueueCounts.Read(reader, stop);
        var unread = await reader.NextResultAsync(stop) && await reader.ReadAsync(stop) ? reader.GetInt32(0) : 0;
        var rows = question is not null && await reader.NextResultAsync(stop) ? await question.Read(reader, stop) : new([], null);
        var model = new QueueModel(view, rows) { Kinds = kinds, More = more, Wrong = wrong };
        services.GetRequiredService<Counts>().Known = new(model.Waiting, unread);
        return (lent, model);
    }

    /// <summary>Nothing is asked where a filter means nothing.</summary>
    private static async Task<(QueueView View, QueueQuestion? Question, Problem? Wrong)> Asked(HttpContext http, QueueSight sight)
    {
        var query = http.Request.Query;
        try
        {
            var view = query.Enum<QueueView>("view") ?? QueueView.Mine;
            return (view, await http.RequestServices.GetRequiredService<IQuerySession>().QueueQuestion(sight, view, query, Paging.Of(query, PageSize), http.RequestAborted), null);
        }
        catch (ProblemException e) when (e.Problem.Status == StatusCodes.Status400BadRequest)
        {
            http.Response.StatusCode = e.Problem.Status;
            return (QueueView.Mine, null, e.Problem);
        }
    }
}
