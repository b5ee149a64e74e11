using System.Data;
using Marten;
using Marten.Services;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Audit;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>A transaction in which somebody who owns the database does what they like, and which is never committed: the next attack finds all as it was.</summary>
internal sealed class AttackedLog : IAsyncDisposable
{
    private readonly Bank bank;
    private readonly Trust trust;
    private NpgsqlTransaction? transaction;

    private AttackedLog(Bank bank, Trust trust, NpgsqlConnection connection) => (this.bank, this.trust, Connection) = (bank, trust, connection);

    public NpgsqlConnection Connection { get; }

    /// <summary>Something to seal. Without numbers from the sequence: whoever has drawn one is waited for until the end of the transaction.</summary>
    public static string Refusals(int count) =>
        $$"""insert into gate.log_refusals (number, id, at, record) select (select coalesce(max(number), 0) from gate.log_refusals) + n, gen_random_uuid(), now(), '{"kind":"refusal"}' from generate_series(1, {{count}}) n""";

    /// <summary>Nobody else seals meanwhile, and no trigger refuses anything.</summary>
    public static async Task<AttackedLog> Begin(Bank bank)
    {
        var attacked = new AttackedLog(bank, await bank.Trust(), await bank.Database.OpenConnectionAsync());
        await attacked.Do($"select pg_advisory_lock({Sealing.Lock})");
        attacked.transaction = await attacked.Connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        await attacked.Do("set local session_replication_role = replica");
        return attacked;
    }

    /// <param name="sql">Several statements; $1 and $2 are products.</param>
    public async Task Do(string sql, params Guid[] products)
    {
        var whole = products.Index().Aggregate(sql, (text, p) => text.Replace($"${p.Index + 1}", $"'{p.Item}'", StringComparison.Ordinal));
        await using var command = new NpgsqlCommand(whole, Connection);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<string> Scalar(string sql)
    {
        await using var command = new NpgsqlCommand(sql, Connection);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>What the service's own re-check says of the whole log; null where all is well.</summary>
    public async Task<string?> Recheck()
    {
        var health = new LogHealth(NullLogger<LogHealth>.Instance);
        await new Recheck(health).Step(Connection, int.MaxValue, CancellationToken.None);
        return health.Trouble;
    }

    /// <summary>Does something to the events with the store's own means.</summary>
    public async Task WithStore(Action<IDocumentSession> what)
    {
        await using var session = bank.Services.GetRequiredService<IDocumentStore>().LightweightSession(SessionOptions.ForTransaction(transaction!));
        what(session);
        await session.SaveChangesAsync();
    }

    /// <summary>Whoever has the key seals what is there now.</summary>
    public async Task Seal(Sealing? with = null)
    {
        var sealing = with ?? bank.AnotherSealing();
        for (var idle = 0; idle < 3; idle++)
            if (await sealing.Within(Connection, CancellationToken.None) > 0) idle = -1;
    }

    public async Task<string> NewestCheckpoint() => (await Service.Audit.Seal.Newest(Connection, CancellationToken.None))!.Note;

    public async Task<Verdict> VerifyBundle(Guid product, params string[] kept)
    {
        var sizes = kept.Select(note => Checkpoint.Read(SignedNote.Read(note)!.Text)!.Size);
        var content = await bank.Services.GetRequiredService<CaseFiles>().Of(Connection, product, sizes, documents: true, CancellationToken.None);
        return BundleVerifier.Verify(BundleWriter.Write(content!), trust, kept);
    }

    public Task<Verdict> VerifyLog(params string[] kept) => AuditLog.VerifyLog(Connection, trust, kept);

    public async ValueTask DisposeAsync()
    {
        if (transaction is not null) await transaction.RollbackAsync();
        await Do($"select pg_advisory_unlock({Sealing.Lock})");
        await Connection.DisposeAsync();
    }
}
