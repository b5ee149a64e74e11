using Npgsql;
using ProductGate.Domain;

namespace ProductGate.Service.Audit;

/// <summary>
/// Puts what was appended into the tree, in the order of its numbers. A step is one transaction that begins from the newest checkpoint and ends with the
/// next: whatever kills it, either all of it happened or nothing. Nothing but the horizons is remembered from one step to the next.
/// </summary>
internal sealed class Sealing(NpgsqlDataSource database, KeyRing keys, LogOptions options, TimeProvider clock)
{
    /// <summary>Facts that a step takes at most, and refusals likewise.</summary>
    public const int AtOnce = 1000;

    /// <summary>The word under which nodes agree who seals; any number of this project's own.</summary>
    public const long Lock = 0x70672d6c6f67;

    private static readonly string Waiting =
        $"""
        select least(
            (select timestamp from {FactLeaves.Facts} e where seq_id > coalesce(s.facts, 0) order by seq_id limit 1),
            (select at from {LogTables.Refusals} where number > coalesce(s.refusals, 0) order by number limit 1),
            (select at from {AccessTables.Records} where number > coalesce(s.readings, 0) order by number limit 1))
        from (select) always left join (select facts, refusals, readings from {LogTables.Checkpoints} order by number desc limit 1) s on true
        """;

    private readonly Horizon facts = new(FactLeaves.Sequence), refusals = new(LogTables.RefusalNumbers), readings = new(AccessTables.Numbers);
    private readonly Footing footing = new(options, new(options));

    /// <summary>Since when something waits to be sealed; null while nothing does.</summary>
    public DateTimeOffset? Oldest { get; private set; }

    /// <summary>Seals what can be sealed now, at most so much; how many leaves, or null where another node is at it.</summary>
    /// <exception cref="InvalidDataException">The log was tampered with, so that it does not go on.</exception>
    public async Task<int?> Step(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        if (await Since(connection, stop) is not { } oldest)
        {
            Oldest = null;
            return 0;
        }
        Oldest = oldest;
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var leaves = await Within(connection, stop);
        if (leaves > 0) await transaction.CommitAsync(stop);
        return leaves;
    }

    /// <summary>Seals in a transaction that somebody else began, and has to commit where there were leaves.</summary>
    /// <exception cref="InvalidDataException">The log was tampered with, so that it does not go on.</exception>
    public async Task<int?> Within(NpgsqlConnection connection, CancellationToken stop)
    {
        if (!await Alone(connection, stop)) return null;
        var last = await Seal.Newest(connection, stop) ?? Seal.None;
        var batch = await Gather(connection, last, stop);
        if (batch.Count == 0 || await keys.Current(connection, last.Size, stop) is not var (key, before)) return 0;
        var signed = await footing.Check(connection, last, before, stop);
        var next = await Append(connection, last, signed, batch, key, stop);
        await next.Keep(connection, stop);
        return batch.Count;
    }

    /// <summary>Cheap, because it is asked all the time.</summary>
    private static async Task<DateTimeOffset?> Since(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(Waiting, connection);
        return await command.ExecuteScalarAsync(stop) is DateTime at ? new(at, TimeSpan.Zero) : null;
    }

    /// <remarks>Held until the transaction ends, so that the next to hold it sees what this one has committed. A node that is gone holds nothing.</remarks>
    private static async Task<bool> Alone(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand("select pg_try_advisory_xact_lock($1)", connection) { Parameters = { new() { Value = Lock } } };
        return (bool)(await command.ExecuteScalarAsync(stop))!;
    }

    private async Task<Batch> Gather(NpgsqlConnection connection, Seal from, CancellationToken stop) => new(
        await Ready(facts, from.Facts, () => FactLeaves.After(connection, from.Facts, AtOnce, stop), f => f.Number, connection, stop),
        await Ready(refusals, from.Refusals, () => RefusalRecords.After(connection, from.Refusals, AtOnce, stop), r => r.Number, connection, stop),
        await Ready(readings, from.Readings, () => ReadingBatches.After(connection, from.Readings, stop), r => r.Number, connection, stop));

    private static async Task<List<T>> Ready<T>(Horizon horizon, long after, Func<Task<List<T>>> read, Func<T, long> number, NpgsqlConnection connection, CancellationToken stop)
    {
        var rows = await read();
        var ready = horizon.Ready(rows, after, number);
        if (ready.Count == rows.Count || !await horizon.Advance(connection, number(rows[^1]), stop)) return ready;
        return horizon.Ready(await read(), after, number);
    }

    private async Task<Seal> Append(NpgsqlConnection connection, Seal from, Checkpoint signed, Batch batch, SigningKey key, CancellationToken stop)
    {
        var at = clock.GetUtcNow();
        var map = await ProductMap.Load(connection, signed, batch.Facts, stop);
        var leaves = batch.Facts.ConvertAll(map.Take);
        leaves.AddRange(batch.Refusals);
        if (batch.Readings is [var first, .., var end]) leaves.Add(await LeafRows.KeepBatch(connection, first.Number, end.Number, batch.Readings, at, stop));
        else if (batch.Readings is [var only]) leaves.Add(await LeafRows.KeepBatch(connection, only.Number, only.Number, batch.Readings, at, stop));
        var root = await LeafRows.Append(connection, signed, leaves, stop);
        var mapRoot = await map.Keep(stop);
        var checkpoint = new Checkpoint(options.Origin, from.Size + leaves.Count, root, map.Count, mapRoot, at);
        return new(
            from.Number + 1, checkpoint.Size, SignedNote.Sign(checkpoint.Text, key.Public, key.Sign).Write(), at, batch.Facts.LastOrDefault()?.Number ?? from.Facts,
            batch.Refusals.LastOrDefault()?.Number ?? from.Refusals, batch.Readings.LastOrDefault()?.Number ?? from.Readings);
    }

    private sealed record Batch(List<StoredFact> Facts, List<Leaf> Refusals, List<NumberedReading> Readings)
    {
        public int Count => Facts.Count + Refusals.Count + Readings.Count;
    }
}
