using Marten;
using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;

namespace ProductGate.Service.Stages;

internal static class QueueEndpoint
{
    public static async Task<IResult> Get(HttpContext http, IQuerySession session, NpgsqlDataSource database, TimeProvider clock)
    {
        var (query, stop) = (http.Request.Query, http.RequestAborted);
        var sight = await QueueSight.Of(session, http.User.ToActor(), clock.GetUtcNow(), stop);
        var (rows, next) = await database.Queue(session, sight, QueueView.Mine, query, Paging.Of(query), stop);
        return Results.Json(new Page<WorkQueueEntry>([.. rows.Select(r => r.Shown)], next), HttpJson.Writing);
    }
}
