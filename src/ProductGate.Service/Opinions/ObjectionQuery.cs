using System.Text.Json;
using Marten;
using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Ops;
using ProductGate.Service.Products;
using ProductGate.Service.Stages;

namespace ProductGate.Service.Opinions;

/// <summary>An opinion in the list over all products.</summary>
/// <param name="RaisedAt">As the database compares it, in microseconds.</param>
public sealed record ObjectionEntry(Guid ProductId, string Product, string Team, OpinionLine Opinion, DateTimeOffset RaisedAt);

/// <summary>Opinions on the products that somebody may see, the oldest first: they have waited longest.</summary>
internal sealed class ObjectionQuery(IQuerySession session, NpgsqlDataSource database, TimeProvider clock)
{
    private sealed record Place(DateTimeOffset At, Guid Id);

    private const string From = "select d.id, d.data ->> 'name', d.data ->> 'team', o::text, (o ->> 'at')::timestamptz from gate.mt_doc_productrow d, jsonb_array_elements(d.data -> 'opinions') o where true";

    public async Task<Page<ObjectionEntry>> Of(Actor by, IQueryCollection query, Paging paging, CancellationToken stop)
    {
        var (sql, values) = (From, new List<object>());
        if (await session.SightOf(by, clock.GetUtcNow(), stop) is { } sight) Narrow(ProductQuery.MaySee, sight);
        Narrow("o ->> 'kind' = ?", query.Enum<OpinionKind>("kind")?.ToString());
        Narrow("o ->> 'status' = ?", query.Enum<OpinionStatus>("status")?.ToString());
        Narrow("o ->> 'turn' = ?", Turn(query));
        Narrow("d.data ->> 'team' = ?", query.Text("team"));
        Narrow("strpos(lower(d.data ->> 'name'), lower(?)) > 0", query.Text("q"));
        if (!query.Flag("all")) sql += " and o ->> 'turn' is not null";
        if (paging.After<Place>() is { } after) Narrow("((o ->> 'at')::timestamptz, (o ->> 'id')::uuid) > (?, ?)", after.At, after.Id);
        sql += $" order by (o ->> 'at')::timestamptz, (o ->> 'id')::uuid limit {paging.Limit + 1}";
        return paging.Cut(await database.Read(Sql.Numbered(sql), Read, stop, [.. values]), r => r, r => new Place(r.RaisedAt, r.Opinion.Id));

        void Narrow(string condition, params object?[] with)
        {
            if (with.Contains(null)) return;
            sql += $" and {condition}";
            values.AddRange(with!);
        }
    }

    /// <summary>Where one opinion stands; null where there is none that the reader may see.</summary>
    public async Task<ObjectionEntry?> Find(Actor by, Guid opinion, CancellationToken stop)
    {
        var sight = await session.SightOf(by, clock.GetUtcNow(), stop);
        var sql = Sql.Numbered($"{From} and (o ->> 'id')::uuid = ?{(sight is null ? "" : $" and {ProductQuery.MaySee}")}");
        return (await database.Read(sql, Read, stop, [opinion, .. sight ?? []])).FirstOrDefault();
    }

    private static string? Turn(IQueryCollection query) => query.Text("turn") is not { } turn ? null
        : Names.RoleOf(turn) is { } role ? Names.Of(role) : throw new ProblemException(Problem.Field(400, "malformed-query", "turn", "turn is the name of an office."));

    private static ObjectionEntry Read(NpgsqlDataReader r) => new(r.GetGuid(0), r.GetString(1), r.GetString(2), JsonSerializer.Deserialize<OpinionLine>(r.GetString(3), Json.Options)!, r.GetFieldValue<DateTimeOffset>(4));
}
