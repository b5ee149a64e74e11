using Npgsql;

namespace ProductGate.Benchmarks;

/// <summary>The log in the database, looked at and filled past the service.</summary>
internal sealed class LogDatabase(string database) : IAsyncDisposable
{
    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create($"{database};Command Timeout=600");

    private const string Unsealed =
        """
        select (select count(*) from gate.mt_events where type <> 'tombstone' and seq_id > coalesce((select max(facts) from gate.log_checkpoints), 0))
            + (select count(*) from gate.log_refusals where number > coalesce((select max(refusals) from gate.log_checkpoints), 0))
        """;

    private const string Lags =
        """
        select percentile_cont(array[0.5, 0.99]) within group (order by extract(epoch from c.at - e.timestamp)::float8 * 1000)
        from gate.mt_events e, lateral (select at from gate.log_checkpoints where facts >= e.seq_id order by number limit 1) c where e.timestamp > $1
        """;

    private const string Refusals =
        """
        insert into gate.log_refusals (id, at, record)
        select gen_random_uuid(), now(), jsonb_build_object('kind', 'refusal', 'id', n, 'command', 'SubmitStage', 'code', 'stage-incomplete', 'sentence', 'Internal declaration is not complete enough to hand in.', 'missing', array['Fill in the summary: purpose.'])
        from generate_series(1, $1) n
        """;

    public Task<long> Waiting() => Number(Unsealed);

    public Task<long> Size() => Number("select count(*) from gate.log_leaves");

    public async Task Sealed()
    {
        while (await Waiting() > 0) await Task.Delay(20);
    }

    /// <summary>Until a checkpoint was begun that covers the fact; to be committed takes that some milliseconds more.</summary>
    public async Task<(double P50, double P99)> Lag(DateTime since)
    {
        await using var command = source.CreateCommand(Lags);
        command.Parameters.AddWithValue(since);
        return await command.ExecuteScalarAsync() is double[] and [var p50, var p99] ? (p50, p99) : throw new InvalidOperationException("No fact was sealed.");
    }

    /// <summary>How many leaves were added, when all of them are sealed.</summary>
    public async Task<long> GrowTo(long size)
    {
        var missing = Math.Max(0, size - await Size());
        await using var command = source.CreateCommand(Refusals);
        command.Parameters.AddWithValue((int)missing);
        await command.ExecuteNonQueryAsync();
        await Sealed();
        return missing;
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private async Task<long> Number(string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
