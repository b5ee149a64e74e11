using System.Globalization;
using ProductGate.Domain;
using ProductGate.Service.Audit;

namespace ProductGate.Tests.Http;

/// <summary>The service does not sign for whoever owns the database: what was tampered with gets no new checkpoint.</summary>
public sealed class ResealingTests(AttackedBank bank) : IClassFixture<AttackedBank>
{
    internal const string Wipe = "delete from gate.log_leaves; delete from gate.log_nodes; delete from gate.log_products; delete from gate.log_map_nodes; delete from gate.log_checkpoints; delete from gate.log_batches";

    [Fact]
    public async Task an_untouched_log_goes_on()
    {
        await using var log = await AttackedLog.Begin(bank);
        var before = await log.NewestCheckpoint();
        await log.Do(AttackedLog.Refusals(1));

        await log.Seal();

        (await log.NewestCheckpoint()).Should().NotBe(before);
        (await log.VerifyLog(bank.Kept)).Findings.Should().BeEmpty();
        (await log.Recheck()).Should().BeNull();
    }

    [Fact]
    public async Task a_fact_that_was_changed_with_its_leaf_and_all_above_it_is_not_signed_anew()
    {
        await using var log = await AttackedLog.Begin(bank);
        await log.Do(DatabaseAttack.OnRows[0].Sql, bank.Live);
        await Retree(log);
        await log.Do(AttackedLog.Refusals(1));

        (await Refuses(log, bank.AnotherSealing())).Should().Be("The tree in the database is not the one that was signed.");
    }

    [Fact]
    public async Task an_entry_of_the_map_that_was_changed_is_not_signed_anew()
    {
        await using var log = await AttackedLog.Begin(bank);
        await log.Do("update gate.log_products set head = sha256(head) where product = $1", bank.Live);
        await log.Do(AttackedLog.Refusals(1));

        (await Refuses(log, bank.AnotherSealing())).Should().Be("The map of products in the database is not the one that was signed.");
    }

    [Fact]
    public async Task an_entry_below_a_node_that_was_left_alone_is_not_signed_anew_with_its_neighbour()
    {
        await using var log = await AttackedLog.Begin(bank);
        await log.Do(Another("(select max(seq_id) from gate.mt_events) + n, gen_random_uuid(), 1", "generate_series(1, 20) n"));
        await log.Seal();
        (await log.Recheck()).Should().BeNull();
        await log.Do("update gate.log_products set head = sha256(head) where place = 3");
        await log.Do(AttackedLog.Refusals(1));
        await log.Seal();

        await log.Do(Another("(select max(seq_id) from gate.mt_events) + 1, (select product from gate.log_products where place = 5), 2", "(select) once"));

        (await Refuses(log, bank.AnotherSealing())).Should().Be("The map of products in the database is not the one that was signed.");
    }

    [Fact]
    public async Task a_product_whose_entry_was_taken_away_does_not_get_another()
    {
        await using var log = await AttackedLog.Begin(bank);
        await log.Do(Another("(select max(seq_id) from gate.mt_events) + n, gen_random_uuid(), 1", "generate_series(1, 20) n"));
        await log.Seal();
        await log.Do("delete from gate.log_products where product = $1", bank.Live);

        await log.Do(Another($"(select max(seq_id) from gate.mt_events) + 1, '{bank.Live}'::uuid, (select max(version) + 1 from gate.mt_events where stream_id = '{bank.Live}')", "(select) once"));

        (await Refuses(log, bank.AnotherSealing())).Should().Be("The map of products in the database is not the one that was signed.");
    }

    /// <summary>More facts: copies of a declaration with other numbers, streams and versions.</summary>
    private static string Another(string which, string from) =>
        $"""
        create temp table forged on commit drop as select e.* from (select * from gate.mt_events where type = 'product-declared' limit 1) e;
        insert into gate.mt_events select (f).* from (select jsonb_populate_record(f, jsonb_build_object('seq_id', w.seq, 'stream_id', w.stream, 'version', w.version, 'id', gen_random_uuid())) f
        from forged f, (select {which} from {from}) w (seq, stream, version)) x;
        drop table forged
        """;

    [Fact]
    public async Task a_checkpoint_of_another_key_or_of_no_key_is_no_ground_to_build_on()
    {
        await using var log = await AttackedLog.Begin(bank);
        await log.Do("update gate.log_checkpoints set note = replace(note, E'\nat 20', E'\nat 19')");
        await log.Do(AttackedLog.Refusals(1));

        (await Refuses(log, bank.AnotherSealing())).Should().Be("The newest checkpoint in the database is not one that was signed here.");
    }

    [Fact]
    public async Task a_wiped_list_of_keys_does_not_bring_a_first_key_again()
    {
        await using var log = await AttackedLog.Begin(bank);
        await log.Do($"delete from gate.log_keys; {AttackedLog.Refusals(1)}");

        (await Refuses(log, bank.AnotherSealing())).Should().Be("The log's list of keys was changed.");
    }

    [Theory]
    [InlineData(Wipe)]
    [InlineData($"delete from gate.log_keys; {Wipe}")]
    public async Task a_log_that_was_wiped_is_not_begun_anew_by_a_process_that_saw_it(string sql)
    {
        await using var log = await AttackedLog.Begin(bank);
        var sealing = bank.AnotherSealing();
        await log.Do(AttackedLog.Refusals(1));
        await sealing.Within(log.Connection, CancellationToken.None);
        await log.Do(sql);

        (await Refuses(log, sealing)).Should().Contain("it was set back");
    }

    [Fact]
    public async Task a_log_that_was_wiped_is_not_begun_anew_where_a_checkpoint_was_published()
    {
        var folder = Directory.CreateTempSubdirectory("productgate-log");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "newest.checkpoint"), bank.Kept, TestContext.Current.CancellationToken);
            await using var log = await AttackedLog.Begin(bank);
            await log.Do(Wipe);

            (await Refuses(log, bank.SealingUnder(new() { Folder = folder.FullName }))).Should().Contain("it was set back");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>All nodes anew, as the attacker can: from the leaves, without any key.</summary>
    private static async Task Retree(AttackedLog log)
    {
        await log.Do("update gate.log_leaves set hash = sha256(hash) where kind = 'fact'");
        var hashes = new List<byte[]>();
        await using (var command = new Npgsql.NpgsqlCommand("select hash from gate.log_leaves order by position", log.Connection))
        {
            await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            while (await reader.ReadAsync(TestContext.Current.CancellationToken)) hashes.Add(reader.GetFieldValue<byte[]>(0));
        }
        var frontier = new MerkleFrontier();
        foreach (var (node, hash) in hashes.SelectMany(h => frontier.Append(h)).Where(n => n.Node.Level > 0 && n.Node.Level % StoredTree.Step == 0))
            await log.Do(string.Create(CultureInfo.InvariantCulture, $@"update gate.log_nodes set hash = '\x{Convert.ToHexStringLower(hash)}' where level = {node.Level} and place = {node.Index}"));
    }

    private static async Task<string> Refuses(AttackedLog log, Sealing sealing)
    {
        var seal = () => sealing.Within(log.Connection, CancellationToken.None);
        return (await seal.Should().ThrowAsync<InvalidDataException>()).Which.Message;
    }
}
