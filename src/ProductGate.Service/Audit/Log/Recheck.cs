using Npgsql;
using ProductGate.Domain;

namespace ProductGate.Service.Audit;

/// <summary>Makes sealed leaves again from what they were made of, a few at a time and over and over, and compares them with the tree.</summary>
internal sealed class Recheck(LogHealth health)
{
    private Seal until = Seal.None;
    private Refold seen = new();

    /// <summary>Goes on where it was; at the end of the log it begins anew. What it finds stays said until it has been round without finding anything.</summary>
    /// <param name="connection">In a transaction that sees one moment.</param>
    public async Task Step(NpgsqlConnection connection, int leaves, CancellationToken stop)
    {
        string? found;
        try
        {
            if (seen.Size >= until.Size)
            {
                if (await Seal.Newest(connection, stop) is not { } newest) return;
                (until, seen) = (newest, new());
            }
            found = await Part(connection, Math.Min(until.Size, seen.Size + leaves), stop);
            if (found is null && seen.Size == until.Size) found = await Whole(connection, stop);
        }
        catch (InvalidDataException e)
        {
            found = e.Message;
        }
        if (found is not null || seen.Size == until.Size) health.Say(LogTrouble.Diverged, found);
        // After a hole the hashes seen say nothing more.
        if (found is not null) until = Seal.None;
    }

    /// <summary>The next leaves, the nodes above them and the checkpoints on the way.</summary>
    private async Task<string?> Part(NpgsqlConnection connection, long end, CancellationToken stop)
    {
        var start = seen.Size;
        var checkpoints = await SealedCheckpoints.Between(connection, start, end, stop);
        var made = new Dictionary<TreeNode, byte[]>();
        await foreach (var leaf in SealedLeaves.Between(connection, start, end, stop))
        {
            if (leaf.Position != seen.Size || !leaf.IsIntact) return Wrong(seen.Size);
            foreach (var (node, hash) in seen.Take(leaf)) made[node] = hash;
            if (checkpoints.At(seen.Size, seen.Root) is { } wrong) return wrong;
        }
        if (seen.Size < end) return Wrong(seen.Size);
        return await StoredNodes.Are(connection, LogTables.Nodes, start, end, made, stop) ? null : "The tree in the database is not the one that was signed.";
    }

    private async Task<string?> Whole(NpgsqlConnection connection, CancellationToken stop)
    {
        if (!until.Checkpoint.IsOf(seen.Size, seen.Root(), seen.Products, seen.MapRoot()) || !seen.EndsAt(until)) return "The leaves of the log are not those that were signed.";
        return await MapRows.Differ(connection, seen, stop) ?? await Strangers.Find(connection, until, stop);
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
            await database.AtOneMoment(c => recheck.Step(c, options.Recheck * Seconds, stop), stop);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            Failed(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is sealed could not be compared just now; it is tried again.")]
    private partial void Failed(Exception e);
}
