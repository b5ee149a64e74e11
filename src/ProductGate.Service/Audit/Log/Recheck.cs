using Npgsql;
using ProductGate.Domain;

namespace ProductGate.Service.Audit;

/// <summary>Makes sealed leaves again from what they were made of, a few at a time and over and over, and compares them with the tree.</summary>
internal sealed class Recheck(LogHealth health)
{
    private static readonly string Stranger =
        $"""
        select e.seq_id from {FactLeaves.Facts} e where e.seq_id <= $1 and not exists (select from {LogTables.Leaves} l where l.kind = '{Leaf.Fact}' and l.number = e.seq_id) order by e.seq_id limit 1
        """;

    private Seal until = Seal.None;
    private MerkleFrontier seen = new();
    private string? found;

    /// <summary>Goes on where it was; at the end of the log it begins anew. What it finds stays said until it has been round without finding anything.</summary>
    public async Task Step(NpgsqlConnection connection, int leaves, CancellationToken stop)
    {
        if (seen.Size >= until.Size)
        {
            if (await Seal.Newest(connection, stop) is not { } newest) return;
            (until, seen, found) = (newest, new(), null);
        }
        var end = Math.Min(until.Size, seen.Size + leaves);
        await foreach (var leaf in SealedLeaves.Between(connection, seen.Size, end, stop))
        {
            if (leaf.Position != seen.Size || !leaf.IsIntact) found ??= Wrong(seen.Size);
            seen.Append(leaf.Hash);
        }
        if (seen.Size < end) found ??= Wrong(seen.Size);
        if (found is null && end == until.Size) found = await Whole(connection, stop);
        if (found is not null || end == until.Size) health.Say(LogTrouble.Diverged, found);
        // After a hole the hashes seen say nothing more.
        if (found is not null) until = Seal.None;
    }

    private async Task<string?> Whole(NpgsqlConnection connection, CancellationToken stop)
    {
        if (!seen.Root().AsSpan().SequenceEqual(until.Checkpoint.Root)) return "The leaves of the log are not those that were signed.";
        await using var command = new NpgsqlCommand(Stranger, connection) { Parameters = { new() { Value = until.Facts } } };
        return await command.ExecuteScalarAsync(stop) is long number ? $"Event {number} was put in later: it was never sealed." : null;
    }

    private static string Wrong(long position) => $"Leaf {position} of the log is not what was sealed: what it was made of was changed or removed.";
}

/// <summary>Re-checks as long as the service runs.</summary>
internal sealed partial class Rechecker(NpgsqlDataSource database, Recheck recheck, LogOptions options, ILogger<Rechecker> log) : BackgroundService
{
    private const int Seconds = 2;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Recheck <= 0) return;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(Seconds));
        while (await timer.WaitForNextTickAsync(stoppingToken)) await Round(stoppingToken);
    }

    private async Task Round(CancellationToken stop)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync(stop);
            await recheck.Step(connection, options.Recheck * Seconds, stop);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or InvalidDataException && !stop.IsCancellationRequested)
        {
            Failed(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is sealed could not be compared just now; it is tried again.")]
    private partial void Failed(Exception e);
}
