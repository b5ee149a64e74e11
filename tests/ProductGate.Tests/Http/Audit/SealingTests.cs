using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Audit;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>What was appended comes into the tree: all of it, in order, once, whoever seals.</summary>
public sealed class SealingTests(Bank bank) : IClassFixture<Bank>
{
    [Fact]
    public async Task facts_are_sealed_in_the_order_of_their_numbers_and_the_log_verifies()
    {
        var product = await HttpJourney.HandedIn(bank, Stage.PreliminaryReview);
        await product.IsSealed();

        (await bank.Scalar<long>(
            """
            select count(*) from (select l.version, e.version as was, l.position, lag(l.position) over (order by e.seq_id) as before
            from gate.log_leaves l join gate.mt_events e on e.seq_id = l.number where l.kind = 'fact' and l.product = $1) x where version = was and (before is null or before < position)
            """, product.Id)).Should().Be(product.Version);
        (await bank.VerifyLog(await bank.EveryCheckpoint())).Findings.Should().BeEmpty();
    }

    [Fact]
    public async Task a_number_that_was_rolled_back_is_passed_over_and_one_that_may_still_come_is_waited_for()
    {
        await using var connection = await bank.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var slow = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var drawn = new NpgsqlCommand("select nextval('gate.mt_events_sequence')", connection);
        await drawn.ExecuteScalarAsync(TestContext.Current.CancellationToken);
        var product = await HttpJourney.Declared(bank);

        var another = bank.AnotherSealing();
        for (var i = 0; i < 5; i++) await another.Step(TestContext.Current.CancellationToken);
        (await bank.SealedSteps(product.Id)).Should().Be(0, "a smaller number may still appear");
        await slow.RollbackAsync(TestContext.Current.CancellationToken);

        await product.IsSealed();
        (await bank.VerifyLog(await bank.EveryCheckpoint())).Findings.Should().BeEmpty();
    }

    [Fact]
    public async Task a_backup_that_looks_at_the_numbers_holds_up_nothing()
    {
        await using var backup = await bank.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await backup.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var look = new NpgsqlCommand("select last_value from gate.mt_events_sequence", backup);
        await look.ExecuteScalarAsync(TestContext.Current.CancellationToken);
        // Drawn and never used, so that it matters who might still use it.
        await bank.Scalar<long>("select nextval('gate.mt_events_sequence')");

        await (await HttpJourney.Declared(bank)).IsSealed();
    }

    [Fact]
    public async Task what_waits_for_minutes_is_said()
    {
        await using var connection = await bank.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var slow = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var drawn = new NpgsqlCommand("select nextval('gate.mt_events_sequence')", connection);
        await drawn.ExecuteScalarAsync(TestContext.Current.CancellationToken);
        var product = await HttpJourney.Declared(bank);
        var health = new LogHealth(NullLogger<LogHealth>.Instance);
        using var sealer = ActivatorUtilities.CreateInstance<Sealer>(bank.Services, bank.AnotherSealing(), health);

        // The first seals what came before the gap, the second finds what is left.
        for (var round = 0; round < 2; round++) await sealer.Round(TestContext.Current.CancellationToken);
        health.Trouble.Should().BeNull();
        bank.Clock.Advance(TimeSpan.FromMinutes(3));
        await sealer.Round(TestContext.Current.CancellationToken);
        health.Trouble.Should().Be("What was recorded is not sealed: it has waited for minutes.");

        await slow.RollbackAsync(TestContext.Current.CancellationToken);
        await product.IsSealed();
        await sealer.Round(TestContext.Current.CancellationToken);
        health.Trouble.Should().BeNull();
    }

    [Fact]
    public async Task many_sealers_at_once_make_one_log()
    {
        using var over = new CancellationTokenSource();
        var sealers = Enumerable.Range(0, 4).Select(_ => bank.AnotherSealing()).Select(s => Task.Run(async () =>
        {
            var leaves = 0;
            while (!over.IsCancellationRequested) leaves += await s.Step(CancellationToken.None) ?? 0;
            return leaves;
        }, TestContext.Current.CancellationToken)).ToList();
        var products = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => HttpJourney.At(bank, Stage.InternalDeclaration)));
        foreach (var product in products) await product.IsSealed();
        await over.CancelAsync();
        await Task.WhenAll(sealers);

        (await bank.VerifyLog(await bank.EveryCheckpoint())).Findings.Should().BeEmpty();
        (await bank.Scalar<long>("select count(*) from gate.log_leaves where kind = 'fact'")).Should().Be(await bank.Scalar<long>("select count(distinct number) from gate.log_leaves where kind = 'fact'"));
    }

    [Fact]
    public async Task a_sealer_that_dies_in_the_middle_leaves_nothing_behind()
    {
        var product = await HttpJourney.Declared(bank);
        await using (var connection = await bank.Database.OpenConnectionAsync(TestContext.Current.CancellationToken))
        {
            await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await bank.AnotherSealing().Within(connection, TestContext.Current.CancellationToken);
        }

        await product.Do(People.Designer, Sample.Revise(Section.Pricing, "after that"));
        await product.IsSealed();
        (await bank.VerifyLog(await bank.EveryCheckpoint())).Findings.Should().BeEmpty();
    }

    [Fact]
    public async Task r14_a_refused_command_is_kept_once_and_a_preview_not_at_all()
    {
        var product = await HttpJourney.Declared(bank);
        await product.Try(People.TeamMate, new SubmitStage(), preview: true);
        (await Refusals(product)).Should().Be(0);

        (await product.Try(People.TeamMate, new SubmitStage())).IsProblem(409, "stage-incomplete", "R2");

        (await Refusals(product)).Should().Be(1);
        (await bank.Scalar<string>("select record ->> 'rule' || ' ' || (record ->> 'command') || ' ' || (record -> 'actor' ->> 'id') from gate.log_refusals where product = $1", product.Id))
            .Should().Be($"R2 SubmitStage {People.TeamMate.Id}");
    }

    [Fact]
    public async Task r14_the_record_of_a_refusal_says_what_was_asked_of_which_version_and_who_owes_what()
    {
        var product = await HttpJourney.Declared(bank);
        (await product.Try(People.Designer, new WithdrawProduct("No market."), version: product.Version - 1)).IsProblem(412, "stale-version", "R12");
        (await product.Try(People.TeamMate, new SubmitStage())).IsProblem(409, "stage-incomplete", "R2");

        var (stale, refused) = (await Refusal(product, "stale-version"), await Refusal(product, "stage-incomplete"));

        (stale.Rule, stale.Version, stale.Asked!.Value.Text("reason")).Should().Be(("R12", product.Version, "No market."));
        refused.Version.Should().Be(product.Version);
        refused.Owed.Should().HaveSameCount(refused.Missing).And.Contain(o => o.By == Role.ProductTeam);
    }

    [Theory]
    [InlineData("update gate.log_leaves set hash = ''")]
    [InlineData("delete from gate.log_leaves")]
    [InlineData("delete from gate.log_nodes")]
    [InlineData("update gate.log_checkpoints set note = ''")]
    [InlineData("truncate gate.log_checkpoints")]
    [InlineData("delete from gate.log_keys")]
    [InlineData("update gate.log_refusals set record = '{}'")]
    [InlineData("delete from gate.log_products")]
    public async Task the_database_itself_refuses_to_change_the_log(string sql)
    {
        var product = await HttpJourney.Declared(bank);
        await product.Try(People.TeamMate, new SubmitStage());
        await product.IsSealed();
        await bank.Execute("insert into gate.log_nodes (level, place, hash) values (60, 0, '') on conflict do nothing");

        var change = () => bank.Execute(sql);

        (await change.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be("42501");
    }

    private async Task<RefusalLeaf> Refusal(HttpJourney product, string code) => AuditLeaves.Read<RefusalLeaf>(System.Text.Encoding.UTF8.GetBytes(
        await bank.Scalar<string>("select record::text from gate.log_refusals where product = $1 and record ->> 'code' = $2", product.Id, code)))!;

    private Task<long> Refusals(HttpJourney product) => bank.Scalar<long>("select count(*) from gate.log_refusals where product = $1", product.Id);
}
