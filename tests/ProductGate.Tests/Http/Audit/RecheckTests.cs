using ProductGate.Domain;
using ProductGate.Tests.Faults;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>What the service finds by itself while it runs.</summary>
public sealed class RecheckTests(AttackedBank bank) : IClassFixture<AttackedBank>
{
    private const string FirstRecord = "number = (select min(number) from gate.access_records)";

    [Theory]
    [InlineData($"update gate.access_records set name = 'Somebody Else' where {FirstRecord}", "what it was made of was changed")]
    [InlineData($"delete from gate.access_records where {FirstRecord}", "what it was made of was changed")]
    [InlineData($"create temp table forged on commit drop as select * from gate.access_records where {FirstRecord}; update forged set number = 0, id = gen_random_uuid(); insert into gate.access_records select * from forged", "Access record 0 was put in later")]
    [InlineData("""insert into gate.log_refusals (number, id, at, record) values (0, gen_random_uuid(), now(), '{}')""", "Refusal 0 was put in later")]
    [InlineData("update gate.mt_events set headers = '[]' where stream_id = $1 and version = 2", "what it was made of was changed")]
    [InlineData("""update gate.mt_events set data = data || '{"n":1e400}' where stream_id = $1 and version = 2""", "what it was made of was changed")]
    [InlineData("update gate.log_leaves set policy = 'any' where product = $1", "what it was made of was changed")]
    [InlineData("update gate.log_products set policy = 'any' where product = $1", "The map of products in the database is not the one that was signed.")]
    [InlineData("update gate.log_products set length = length - 1 where product = $1", "The map of products in the database is not the one that was signed.")]
    [InlineData("update gate.log_nodes set hash = sha256(hash)", "The tree in the database is not the one that was signed.")]
    [InlineData("delete from gate.log_nodes", "The tree in the database is not the one that was signed.")]
    [InlineData("update gate.log_checkpoints set note = replace(note, E'\\nat 20', E'\\nat 19') where number = 2", "leaves in the database is not the one that was signed.")]
    [InlineData("delete from gate.log_checkpoints where number = 2", "A checkpoint is missing")]
    [InlineData("update gate.log_checkpoints set facts = facts - 1", "The leaves of the log are not those that were signed.")]
    [InlineData("delete from gate.log_keys", "The log's list of keys was changed.")]
    public async Task whatever_was_changed_is_found(string sql, string says)
    {
        await using var log = await AttackedLog.Begin(bank);
        await log.Do(sql, bank.Live);

        (await log.Recheck()).Should().Contain(says);
    }

    [Theory]
    [InlineData("update gate.mt_events set headers = '[]' where stream_id = $1 and version = 2")]
    [InlineData("""update gate.mt_events set data = data || '{"n":1e400}' where stream_id = $1 and version = 2""")]
    [InlineData("update gate.log_leaves set policy = E'a\\nb\\nc' where product = $1")]
    public async Task rows_that_nobody_can_read_make_no_case_file_and_are_missed_in_the_export(string sql)
    {
        await using var log = await AttackedLog.Begin(bank);
        await log.Do(sql, bank.Live);

        var bundle = () => log.VerifyBundle(bank.Live, bank.Kept);
        (await bundle.Should().ThrowAsync<InvalidDataException>()).WithMessage("The event * in the database cannot be read any more: it was changed.");
        (await log.VerifyLog(bank.Kept)).Passed.Should().BeFalse();
    }

    [Fact]
    public async Task access_records_that_were_changed_are_missed_in_the_export()
    {
        await using var log = await AttackedLog.Begin(bank);
        await log.Do($"delete from gate.access_records where {FirstRecord}");

        (await log.VerifyLog(bank.Kept)).Passed.Should().BeFalse();
    }

    [Fact]
    public async Task health_and_the_addresses_for_outsiders_say_what_is_wrong_while_it_is()
    {
        await Ready("Healthy");
        await Owner("create table damage as select number, note from gate.log_checkpoints order by number desc limit 1; update gate.log_checkpoints set note = 'none' where number = (select number from damage)");
        foreach (var path in (string[])["/api/audit/export", $"/api/products/{bank.Live}/audit/bundle"]) (await bank.Get(People.Compliance, path)).IsProblem(409, "log-damaged");
        await Ready("Degraded");
        await Owner("update gate.log_checkpoints c set note = d.note from damage d where d.number = c.number; drop table damage");
        await Ready("Healthy");

        await Owner("create table damage as select seq_id, headers from gate.mt_events order by seq_id limit 1; update gate.mt_events set headers = '[]' where seq_id = (select seq_id from damage)");
        await Ready("Degraded");
        await Owner("update gate.mt_events e set headers = d.headers from damage d where d.seq_id = e.seq_id; drop table damage");
        await Ready("Healthy");
    }

    [Fact]
    public async Task auditors_get_the_records_of_a_batch_to_compare_with_its_leaf()
    {
        var leaf = await bank.Scalar<string>("select digest from gate.log_batches order by last limit 1");
        var last = await bank.Scalar<long>("select min(last) from gate.log_batches");

        var records = (await bank.Get(People.Compliance, $"/api/audit/readings?to={last}")).Is(200);

        AuditLeaves.DigestOf(CanonicalJson.Parse(records.Text)).Should().Be(leaf);
        (await bank.Get(People.Designer, $"/api/audit/readings?to={last}")).IsProblem(403, "role-not-allowed");
        (await bank.Get(People.Compliance, "/api/audit/readings?to=999999999")).IsProblem(409, "not-sealed");
    }

    private Task Ready(string status) => Patience.Until($"health is {status}", 60, async () => (await bank.Get(null, "/health/ready")).Text == status);

    private Task Owner(string sql) => bank.Execute($"begin; set local session_replication_role = replica; {sql}; commit");
}
