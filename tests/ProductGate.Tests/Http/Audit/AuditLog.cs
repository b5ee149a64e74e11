using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Audit;
using ProductGate.Service.Notifications;
using ProductGate.Tests.Faults;
using ProductGate.Tests.Rules;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>A bank's log as an auditor sees it.</summary>
internal static class AuditLog
{
    /// <summary>Waits until all facts of the product are in the tree.</summary>
    public static Task IsSealed(this HttpJourney product) => Patience.Until("the product is sealed", 60, async () => await product.Bank.SealedSteps(product.Id) >= product.Version);

    public static Task<long> SealedSteps(this Bank bank, Guid product) => bank.Scalar<long>("select coalesce(max(length), 0) from gate.log_products where product = $1", product);

    public static async Task<string> Checkpoint(this Bank bank) => (await bank.Get(People.Compliance, "/api/audit/checkpoint")).Is(200).Text;

    public static async Task<Trust> Trust(this Bank bank) => Domain.Trust.In(LogKeys.Verify, [await bank.LogKey()]);

    public static async Task<LogKey> LogKey(this Bank bank) => Domain.LogKey.Read((await bank.Get(People.Compliance, "/api/audit/keys")).Is(200).Json.Text("first")!)!;

    public static async Task<List<string>> EveryCheckpoint(this Bank bank)
    {
        await using var command = bank.Database.CreateCommand("select note from gate.log_checkpoints order by number");
        await using var reader = await command.ExecuteReaderAsync();
        var notes = new List<string>();
        while (await reader.ReadAsync()) notes.Add(reader.GetString(0));
        return notes;
    }

    /// <summary>Another sealer of the same database, as on another node or after a restart.</summary>
    public static Sealing AnotherSealing(this Bank bank) => ActivatorUtilities.CreateInstance<Sealing>(bank.Services);

    /// <summary>One that is configured otherwise.</summary>
    public static Sealing SealingUnder(this Bank bank, LogOptions options) => ActivatorUtilities.CreateInstance<Sealing>(bank.Services, options, new KeyRing(
        options, bank.Services.GetRequiredService<IHostEnvironment>(), bank.Clock, new(NullLogger<LogHealth>.Instance), NullLogger<KeyRing>.Instance));

    /// <summary>As a process does that was configured so and has just started.</summary>
    public static Publication PublicationUnder(this Bank bank, LogOptions options, LogHealth health) => new(
        options, health, new(options), new(options, NullLogger<Witnesses>.Instance), new(options, NullLogger<TimeStamps>.Instance), new(options, NullLogger<CheckpointRepository>.Instance), bank.Services.GetRequiredService<CheckpointCalls>());

    /// <summary>What the verifier says of the whole log.</summary>
    public static async Task<Verdict> VerifyLog(this Bank bank, IReadOnlyList<string> kept) =>
        Verify((await bank.Get(People.Compliance, "/api/audit/export?format=ndjson")).Is(200).Bytes, await bank.Trust(), kept);

    /// <summary>As this connection sees the database.</summary>
    public static async Task<Verdict> VerifyLog(NpgsqlConnection connection, Trust trust, IReadOnlyList<string> kept)
    {
        using var export = new MemoryStream();
        await LogExports.Write(connection, (await Seal.Newest(connection, CancellationToken.None))!, (await LogReading.Keys(connection, CancellationToken.None))!, export, CancellationToken.None);
        return Verify(export.ToArray(), trust, kept);
    }

    private static Verdict Verify(byte[] export, Trust trust, IReadOnlyList<string> kept)
    {
        ReadOnlyMemory<byte>[] lines = [.. Encoding.UTF8.GetString(export).TrimEnd('\n').Split('\n').Select(l => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(l))];
        var verifier = new LogVerifier(trust, kept);
        verifier.Begin(lines[0].Span);
        verifier.Take(lines[1..^1]);
        return verifier.End(lines[^1].Span);
    }
}
