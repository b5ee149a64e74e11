using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Demo;
using ProductGate.Service.Door;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Faults;

/// <summary>A deadline passes while no process runs; then two are started at once.</summary>
[Trait("Category", "Faults")]
[Collection(Alone.Name)]
public sealed class OverdueWhileDownTests(Server server)
{
    private const string Missed = "select count(*) from gate.mt_events where type = 'deadline-missed'";

    [Fact]
    public async Task a_deadline_that_passed_while_the_service_was_down_is_missed_once_and_says_how_late_it_was_noticed()
    {
        var database = new NpgsqlConnectionStringBuilder(server.Postgres.ConnectionString(await server.Postgres.CreateDatabase())) { Options = "-c client_connection_check_interval=1000" }.ConnectionString;
        var ledger = new Ledger(database);
        CommandAnswer product;
        await using (var before = await ServiceProcess.Start(database))
        {
            product = await Client(before).Post(People.Designer.Id, "/api/products", Sample.Declaration);
            product = await Client(before).Post(People.Officer.Id, $"/api/products/{product.ProductId}/opinions", Sample.Opinion(OpinionKind.Objection, Section.Summary), product.Version);
            await ledger.Drained(seconds: 20);
            await before.KillNine();
        }
        await ThreeDaysPass(database);

        await using var first = await ServiceProcess.Start(database);
        await using var second = await ServiceProcess.Start(database);
        await Patience.Until("the timer goes off", 40, async () => await ledger.Count(Missed) > 0);
        await ledger.Drained(seconds: 40);

        (await ledger.Count(Missed)).Should().Be(1);
        var entry = (await Client(second).List<Sentence>(People.Compliance.Id, $"/api/products/{product.ProductId}/audit?type=deadline-missed")).Single();
        entry.Text.Should().Be("Deadline missed by the product team (answer/1), noticed 3 days late.");
        (await ledger.Count("select count(*) from gate.mt_events where type = 'deadline-set' and data ->> 'level' = '1'")).Should().Be(1, "it climbs once");
        (await ledger.Count("select count(*) from gate.wolverine_dead_letters")).Should().Be(0);
    }

    private sealed record Sentence([property: System.Text.Json.Serialization.JsonPropertyName("sentence")] string Text);

    /// <summary>As if the process had been away: the date lies three days back, and so does its timer. Only a superuser can do that, with the triggers off.</summary>
    private static async Task ThreeDaysPass(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            set session_replication_role = replica;
            update gate.mt_doc_product set data = replace(data::text, to_json((select data ->> 'due' from gate.mt_events where type = 'deadline-set'))::text, to_json(now() - interval '3 days')::text)::jsonb;
            update gate.mt_events set data = jsonb_set(data, '{due}', to_jsonb(now() - interval '3 days')) where type = 'deadline-set';
            update gate.wolverine_incoming_envelopes set execution_time = now() - interval '3 days' where status = 'Scheduled';
            """,
            connection);
        await command.ExecuteNonQueryAsync();
    }

    private static GateClient Client(ServiceProcess service) => new(new HttpClient { BaseAddress = service.Address });
}
