using System.Threading.Channels;
using Npgsql;
using NpgsqlTypes;

namespace ProductGate.Service.Audit;

/// <summary>What was opened: reading is recorded as deciding is.</summary>
public enum AccessKind
{
    Dossier,
    Document,
    Trail,
    AccessRecords,

    /// <summary>The list of products, or the figures of a report, taken along as a file.</summary>
    ProductExport,
    ReportExport,

    /// <summary>A product's bundle; the whole log.</summary>
    CaseFile,
    LogExport,

    /// <summary>A browser's session began; ended; a sign-in came to nothing (nobody is known then).</summary>
    SignIn,
    SignOut,
    SignInFailed,
}

/// <summary>Somebody opened something: who, what, when, from where.</summary>
/// <param name="Subject">The product's id, the document's SHA-256, or nothing.</param>
/// <param name="Asked">What stood behind the question mark: the version, the revisions, the filters.</param>
/// <param name="From">The address the request came from.</param>
public sealed record AccessRecord(
    Guid Id, DateTimeOffset At, string Person, string Name, string[] Roles, AccessKind Kind, string Subject, string Asked, string From, string Agent, string TraceId);

/// <summary>
/// Writes access records, many at a time. A reader gets the answer when its record is committed, so none is ever lost; that the
/// records of readers at the same moment share one transaction makes it cheap.
/// </summary>
internal sealed class AccessLog(NpgsqlDataSource database) : BackgroundService
{
    private const int AtOnce = 500;
    private const int Waiting = 10_000;

    private const string Insert =
        $"""
        insert into {AccessTables.Records} (id, at, person, name, roles, kind, subject, asked, from_address, agent, trace_id)
        select id, at, person, name, string_to_array(roles, ' '), kind, subject, asked, from_address, agent, trace_id
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) as r (id, at, person, name, roles, kind, subject, asked, from_address, agent, trace_id)
        """;

    private readonly Channel<Entry> queue = Channel.CreateBounded<Entry>(Waiting);

    /// <summary>Ends when the record is committed, and with it what was read.</summary>
    /// <exception cref="NpgsqlException">The database is away: nothing was recorded, so nothing may be shown.</exception>
    public async Task Write(AccessRecord record, SectionReading[] readings, CancellationToken stop)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await queue.Writer.WriteAsync(new(record, readings, written), stop);
        await written.Task;
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Writer.TryComplete();
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Entry>(AtOnce);
        // Not until the service is told to stop, but until there is nothing left to write.
        while (await queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            batch.Clear();
            while (batch.Count < AtOnce && queue.Reader.TryRead(out var next)) batch.Add(next);
            try
            {
                await Commit([.. batch.Select(b => b.Record)], [.. batch.SelectMany(b => b.Readings)]);
                foreach (var entry in batch) entry.Written.SetResult();
            }
            catch (Exception e)
            {
                // Whatever it was, those who wait are told; the next batch is tried anew.
                foreach (var entry in batch) entry.Written.SetException(e);
            }
        }
    }

    /// <remarks>A batch is one transaction and one way to the database and back.</remarks>
    private async Task Commit(AccessRecord[] records, SectionReading[] readings)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Inserting(records));
        if (readings.Length > 0) batch.BatchCommands.Add(Readings.Inserting(readings));
        await batch.ExecuteNonQueryAsync();
    }

    private static NpgsqlBatchCommand Inserting(AccessRecord[] records)
    {
        var command = new NpgsqlBatchCommand(Insert);
        command.Parameters.Add(records.Column(NpgsqlDbType.Uuid, r => r.Id));
        command.Parameters.Add(records.Column(NpgsqlDbType.TimestampTz, r => r.At));
        foreach (var text in (Func<AccessRecord, string>[])
                 [r => r.Person, r => r.Name, r => string.Join(' ', r.Roles), r => r.Kind.ToString(), r => r.Subject, r => r.Asked, r => r.From, r => r.Agent, r => r.TraceId])
            command.Parameters.Add(records.Column(NpgsqlDbType.Text, text));
        return command;
    }

    private sealed record Entry(AccessRecord Record, SectionReading[] Readings, TaskCompletionSource Written);
}
