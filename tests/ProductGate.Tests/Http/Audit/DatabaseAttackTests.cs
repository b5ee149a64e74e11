using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ProductGate.Domain;
using ProductGate.Service.Audit;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>A product on sale and another that is being drawn up, with a checkpoint that an auditor kept.</summary>
public sealed class AttackedBank(Server server) : Bank(server), IAsyncLifetime
{
    public Guid Live { get; private set; }
    public Guid Other { get; private set; }
    public string Kept { get; private set; } = "";

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await Open();
        var other = await HttpJourney.At(this, Stage.InternalDeclaration);
        await other.IsSealed();
        await Attach(other);
        await other.IsSealed(); // by a checkpoint that is neither the first nor the newest
        var live = await HttpJourney.Live(this);
        await live.IsSealed();
        (Live, Other, Kept) = (live.Id, other.Id, await this.Checkpoint());
    }

    private async Task Attach(HttpJourney product)
    {
        var body = $$"""{"text":"See the file.","documents":[{"sha256":"{{await this.Upload(People.Designer, RandomNumberGenerator.GetBytes(1000))}}","name":"agreement.pdf"}]}""";
        (await this.Send(People.Designer, HttpMethod.Put, $"{product.Path}/dossier/Agreement", body, Client.IfMatch(product.Version))).Is(200);
    }
}

/// <summary>Whoever owns the database is found out, in words.</summary>
public sealed class DatabaseAttackTests(AttackedBank bank, ITestOutputHelper output) : IClassFixture<AttackedBank>
{
    public static TheoryData<string> OnRows => new(DatabaseAttack.OnRows.Select(a => a.Name));

    [Fact]
    public async Task what_nobody_attacked_is_proven()
    {
        await using var log = await AttackedLog.Begin(bank);

        (await log.VerifyBundle(bank.Live, bank.Kept)).Findings.Should().BeEmpty();
        (await log.VerifyLog(bank.Kept)).Findings.Should().BeEmpty();
        (await log.Recheck()).Should().BeNull();
    }

    [Theory]
    [MemberData(nameof(OnRows))]
    public async Task rows_that_were_changed_are_found(string name)
    {
        var attack = DatabaseAttack.OnRows.Single(a => a.Name == name);
        await using var log = await AttackedLog.Begin(bank);
        await log.Do(attack.Sql, bank.Live, bank.Other);

        Finds(name, await log.VerifyBundle(bank.Live, bank.Kept), attack.Part, attack.Says);
        (await log.VerifyLog(bank.Kept)).Passed.Should().Be(name == "insert an event", "an event that is no leaf is in no export");
        (await log.Recheck()).Should().NotBeNull("the service's own re-check finds it too, wherever it was");
    }

    [Fact]
    public async Task a_document_that_was_swapped_is_found()
    {
        await using var log = await AttackedLog.Begin(bank);
        await log.Do("update gate.document_chunks set bytes = convert_to('Another agreement.', 'UTF8')");

        Finds("swap a document", await log.VerifyBundle(bank.Other, bank.Kept), "unaltered", "is not the one that the facts refer to");
    }

    [Fact]
    public async Task a_removed_product_is_found_in_the_whole_log()
    {
        await using var log = await AttackedLog.Begin(bank);
        await log.Do("delete from gate.mt_events where stream_id = $1; delete from gate.mt_streams where id = $1; delete from gate.log_products where product = $1; delete from gate.log_leaves where product = $1", bank.Other);

        Finds("remove a product", await log.VerifyLog(bank.Kept), "complete", "a product was removed");
    }

    [Fact]
    public async Task an_old_checkpoint_is_not_taken_for_the_newest()
    {
        await using var log = await AttackedLog.Begin(bank);
        await log.Do("delete from gate.log_checkpoints where number > 2");

        Finds("replay an old checkpoint", await log.VerifyLog(bank.Kept), "complete", "rolled back");
    }

    [Fact]
    public async Task a_log_that_is_forked_for_another_reader_contradicts_the_kept_checkpoint()
    {
        await using var log = await AttackedLog.Begin(bank);
        // The rebuilt log has fewer batches of readings; to be compared it has to be at least as long.
        await log.Do(AttackedLog.Refusals(1000));
        await log.Do($"{DatabaseAttack.OnRows[0].Sql}; delete from gate.log_leaves; delete from gate.log_nodes; delete from gate.log_products; delete from gate.log_map_nodes; delete from gate.log_checkpoints; delete from gate.log_batches", bank.Live);
        await log.Seal();

        Finds("fork the log, with the key", await log.VerifyLog(bank.Kept), "complete", "rewritten or forked");
        (await log.VerifyBundle(bank.Live, bank.Kept)).Passed.Should().BeFalse();
    }

    [Fact]
    public async Task a_tree_rebuilt_with_another_key_is_not_believed()
    {
        await using var log = await AttackedLog.Begin(bank);
        await log.Do("delete from gate.log_keys; delete from gate.log_leaves; delete from gate.log_nodes; delete from gate.log_products; delete from gate.log_map_nodes; delete from gate.log_checkpoints; delete from gate.log_batches");
        await log.Seal(bank.SealingUnder(new() { Key = AnyKey() }));

        Finds("rebuild the tree with a new key", await log.VerifyBundle(bank.Live, bank.Kept), "unaltered", "not signed by a key that you trust");
    }

    [Fact]
    public async Task a_key_that_the_one_before_vouches_for_is_believed_and_a_strangers_seals_nothing()
    {
        await using var log = await AttackedLog.Begin(bank);
        var before = await log.NewestCheckpoint();
        await log.Do(AttackedLog.Refusals(1));

        await log.Seal(bank.SealingUnder(new() { Key = AnyKey() }));
        (await log.NewestCheckpoint()).Should().Be(before);

        await log.Seal(bank.SealingUnder(new() { Key = AnyKey(), FormerKey = await bank.Scalar<string>("select secret from gate.log_keys") }));

        (await log.NewestCheckpoint()).Should().NotBe(before);
        (await log.VerifyBundle(bank.Live, bank.Kept)).Findings.Should().BeEmpty();
    }

    [Fact]
    public async Task an_illegal_launch_that_is_sealed_and_signed_is_unlawful()
    {
        await using var log = await AttackedLog.Begin(bank);
        await log.Do(
            """
            create temp table forged on commit drop as select * from gate.mt_events where stream_id = $1 and type = 'product-launched';
            update forged set stream_id = $2, seq_id = (select max(seq_id) + 1 from gate.mt_events), id = gen_random_uuid(), version = (select max(version) + 1 from gate.mt_events where stream_id = $2);
            insert into gate.mt_events select * from forged
            """, bank.Live, bank.Other);
        await log.Seal();

        Finds("sign an illegal launch, with the key", await log.VerifyBundle(bank.Other, bank.Kept), "lawful", "launch");
    }

    /// <summary>What the log does not prove: that whoever the database says acted did. Nothing of it was sealed before, so nothing contradicts it.</summary>
    [Fact]
    public async Task an_event_that_is_inserted_before_the_sealer_comes_by_and_keeps_to_the_rules_is_believed()
    {
        await using var log = await AttackedLog.Begin(bank);
        await log.Do(Forged(""), bank.Other);
        await log.Seal();

        (await log.VerifyBundle(bank.Other, bank.Kept)).Should().Match<Verdict>(v => v.Passed);
        (await log.VerifyLog(bank.Kept)).Findings.Should().BeEmpty();
    }

    [Theory]
    [InlineData("headers = null", "the roles of whoever acted were left out")]
    [InlineData("timestamp = timestamp - interval '1 day', data = data || jsonb_build_object('at', timestamp - interval '1 day')", "and the fact before it at")]
    [InlineData("timestamp = timestamp - interval '1 day'", "it says that it happened at")]
    [InlineData("user_name = 'sun.hao', data = data || '{\"by\":\"sun.hao\"}', headers = headers || '{\"actor-teams\":[\"loans\"]}'", "the rules refuse it")]
    public async Task an_event_that_is_inserted_before_the_sealer_comes_by_and_is_not_as_the_service_writes_it_is_unlawful(string change, string says)
    {
        await using var log = await AttackedLog.Begin(bank);
        await log.Do(Forged($"update forged set {change};"), bank.Other);
        await log.Seal();

        Finds("insert an event before it is sealed", await log.VerifyBundle(bank.Other, bank.Kept), "lawful", says);
    }

    [Fact]
    public async Task an_archived_stream_keeps_its_proofs()
    {
        await using var log = await AttackedLog.Begin(bank);
        await log.Do("set local session_replication_role = origin");
        await log.WithStore(s => s.Events.ArchiveStream(bank.Live));

        (await log.VerifyBundle(bank.Live, bank.Kept)).Findings.Should().BeEmpty();
        (await log.VerifyLog(bank.Kept)).Findings.Should().BeEmpty();
    }

    /// <summary>Without numbers from the sequence: whoever has drawn one is waited for until the end of the transaction.</summary>
    private static string Refusals(int count) =>
        $$"""insert into gate.log_refusals (number, id, at, record) select (select coalesce(max(number), 0) from gate.log_refusals) + n, gen_random_uuid(), now(), '{"kind":"refusal"}' from generate_series(1, {{count}}) n""";

    /// <summary>The team withdraws product $1, says somebody who is not asked.</summary>
    private static string Forged(string change) =>
        $$"""
        create temp table forged on commit drop as select * from gate.mt_events where stream_id = $1 and user_name = 'wang.min' order by version desc limit 1;
        update forged set seq_id = (select max(seq_id) + 1 from gate.mt_events), id = gen_random_uuid(), version = (select max(version) + 1 from gate.mt_events where stream_id = $1),
            type = 'product-withdrawn', data = jsonb_build_object('reason', 'Forged.', 'by', 'wang.min', 'at', timestamp);
        {{change}}
        insert into gate.mt_events select * from forged
        """;

    private static string AnyKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private void Finds(string attack, Verdict verdict, string part, string says)
    {
        output.WriteLine($"| {attack} | {verdict.Findings.FirstOrDefault()?.ToString() ?? "nothing"} |");
        verdict.Findings.Should().Contain(f => f.Part == part && f.Says.Contains(says, StringComparison.OrdinalIgnoreCase), string.Join('\n', verdict.Findings));
    }
}
