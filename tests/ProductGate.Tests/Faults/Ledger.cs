using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;
using ProductGate.Domain;
using ProductGate.Tests.Http;
using ProductGate.Tests.Rules;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Faults;

/// <summary>A stored event as the database has it.</summary>
internal sealed record Stored(Guid Product, long Version, string Type, IFact Fact)
{
    private static readonly Dictionary<string, Type> Types = FactNames.All.ToDictionary(x => x.Value, x => x.Key);

    public static IFact Read(string type, string data) => (IFact)JsonSerializer.Deserialize(data, Types[type], Json.Options)!;
}

/// <summary>What the database holds after a fault, read past the service.</summary>
internal sealed class Ledger(string connectionString)
{
    private const string Timers = "from gate.wolverine_incoming_envelopes where message_type like '%DeadlineTimer%'";

    public async Task<List<Stored>> Events() =>
        await Rows("select stream_id, version, type, data::text from gate.mt_events where type <> 'tombstone' order by stream_id, version", r => new Stored(r.GetGuid(0), r.GetInt64(1), r.GetString(2), Stored.Read(r.GetString(2), r.GetString(3))));

    /// <summary>Every message that left with a command was handled: none is under way or waits to be tried again. Timers alone stay.</summary>
    public Task Drained(int seconds) => Patience.Until("the outbox is empty", seconds, async () =>
        await Count("select count(*) from gate.wolverine_incoming_envelopes where status = 'Incoming' or (status = 'Scheduled' and message_type not like '%DeadlineTimer%' and message_type not like '%DigestDay%')") == 0 && await Count("select count(*) from gate.wolverine_outgoing_envelopes") == 0);

    /// <summary>Streams without gaps, snapshots that are the fold of their facts, each notice exactly once, a timer for every deadline.</summary>
    public async Task IsWhole()
    {
        var expected = new List<string>();
        var snapshots = (await Rows("select id, data::text from gate.mt_doc_product", r => (Id: r.GetGuid(0), Data: r.GetString(1)))).ToDictionary(r => r.Id, r => r.Data);
        var events = await Events();
        foreach (var stream in events.GroupBy(e => e.Product))
        {
            stream.Select(e => e.Version).Should().Equal(Enumerable.Range(1, stream.Count()).Select(n => (long)n));
            Product? product = null;
            foreach (var e in stream)
            {
                product = Product.Evolve(product, e.Product, e.Fact)!;
                expected.AddRange(Notices.Of(product, e.Fact).Select(n => $"{e.Product:N}/{e.Version} {n.To.Key} {n.Template}"));
            }
            JsonNode.DeepEquals(JsonNode.Parse(snapshots[stream.Key]), JsonSerializer.SerializeToNode(product, Json.Options)).Should().BeTrue("the snapshot is the fold of the facts");
        }
        snapshots.Should().HaveCount(events.Select(e => e.Product).Distinct().Count());
        (await Rows("select cause, audience, template from gate.notifications", r => $"{r.GetString(0)} {r.GetString(1)} {r.GetString(2)}")).Should().BeEquivalentTo(expected);
        (await Count($"select count(*) {Timers} and status = 'Scheduled'")).Should().Be(events.Count(e => e.Fact is DeadlineSet));
        (await Rows("select message_type || ': ' || exception_message from gate.wolverine_dead_letters", r => r.GetString(0))).Should().BeEmpty("no message is given up");
    }

    /// <summary>All of it is in the audit log, which bears out every checkpoint that was ever signed.</summary>
    public async Task LogIsWhole(int seconds)
    {
        await Patience.Until("everything is sealed", seconds, async () => await Count(
            """
            select (select count(*) from gate.mt_events where type <> 'tombstone') + (select count(*) from gate.log_refusals) - (select count(*) from gate.log_leaves where kind <> 'reading')
                + (select coalesce(max(number), 0) from gate.access_records) - (select coalesce(max(readings), 0) from gate.log_checkpoints)
            """) == 0);
        var key = LogKey.Read((await Rows("select key from gate.log_keys order by number", r => r.GetString(0)))[0])!;
        var kept = await Rows("select note from gate.log_checkpoints order by number", r => r.GetString(0));
        await using var connection = await Open();
        (await AuditLog.VerifyLog(connection, Trust.In(LogKeys.Verify, [key]), kept)).Findings.Should().BeEmpty();
    }

    /// <summary>Lets every timer go off now. Nothing is due yet, so each asks the state and sets itself again.</summary>
    public async Task TimersGoOff(int seconds)
    {
        var all = await Count($"select count(*) {Timers} and status = 'Scheduled'");
        await using var connection = await Open();
        await using var command = new NpgsqlCommand("update gate.wolverine_incoming_envelopes set execution_time = now() where status = 'Scheduled'", connection);
        await command.ExecuteNonQueryAsync();
        await Patience.Until("every timer went off and set itself again", seconds, async () =>
            await Count($"select count(*) {Timers} and status = 'Scheduled' and execution_time > now() + interval '1 hour'") == all && await Count($"select count(*) {Timers} and status = 'Incoming'") == 0);
    }

    public async Task<long> Count(string sql) => (await Rows(sql, r => r.GetInt64(0)))[0];

    private async Task<List<T>> Rows<T>(string sql, Func<NpgsqlDataReader, T> row)
    {
        await using var connection = await Open();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync()) rows.Add(row(reader));
        return rows;
    }

    private async Task<NpgsqlConnection> Open()
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return connection;
    }
}
