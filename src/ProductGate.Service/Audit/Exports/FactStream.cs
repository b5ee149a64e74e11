using System.Data;
using System.Runtime.CompilerServices;
using JasperFx.Events;
using Marten;
using Marten.Events.Archiving;
using Npgsql;
using ProductGate.Domain;

namespace ProductGate.Service.Audit;

/// <summary>The facts of all products as they stood at one moment; read a few at a time, as often as wanted.</summary>
internal sealed class FactStream(NpgsqlConnection connection, NpgsqlTransaction moment, IQuerySession session) : IAsyncDisposable
{
    private const int AtOnce = 500;

    /// <summary>However many facts come in meanwhile, this sees none of them.</summary>
    public static async Task<FactStream> Open(IDocumentStore store, NpgsqlDataSource database, CancellationToken stop)
    {
        var connection = await database.OpenConnectionAsync(stop);
        var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
        return new(connection, moment, store.QuerySession(Marten.Services.SessionOptions.ForTransaction(moment)));
    }

    public async Task<long> Count(CancellationToken stop) => await Facts.CountAsync(stop);

    public async IAsyncEnumerable<IEvent> Read([EnumeratorCancellation] CancellationToken stop)
    {
        long last = 0;
        while (await Facts.Where(e => e.Sequence > last).OrderBy(e => e.Sequence).Take(AtOnce).ToListAsync(stop) is { Count: > 0 } some)
        {
            foreach (var e in some.Where(e => e.Data is IFact)) yield return e;
            last = some[^1].Sequence;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        await moment.DisposeAsync();
        await connection.DisposeAsync();
    }

    /// <remarks>With those of products that were archived, and without what the store leaves where an append was refused.</remarks>
    private IQueryable<IEvent> Facts => session.Events.QueryAllRawEvents().Where(e => e.MaybeArchived() && e.EventTypeName != FactLeaves.Tombstone);
}
