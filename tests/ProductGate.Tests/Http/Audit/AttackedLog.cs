using System.Data;
using Microsoft.Extensions.DependencyInjection;
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
