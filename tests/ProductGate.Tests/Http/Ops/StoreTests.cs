using Marten;
using Marten.Events.Daemon.Coordination;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Products;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>A bank of its own: rebuilding stops the read models for everybody else.</summary>
public sealed class StoreTests(Bank bank) : IClassFixture<Bank>
{
    [Fact]
    public async Task rebuilding_the_read_models_gives_the_rows_that_were_there_and_twice_the_same()
    {
        foreach (var stage in (Stage[])[Stage.InternalDeclaration, Stage.PreliminaryReview, Stage.ProjectEstablishment]) await HttpJourney.At(bank, stage);
        var live = await HttpJourney.Live(bank);
        await live.Report("mis-selling-cases", "3");
        await bank.ReadModelsCaughtUp();
        var lived = await bank.ReadModelRows();
        lived.Should().NotBeEmpty("the asynchronous read models run in the real host");

        (await Rebuilt()).Should().Be(lived);
        (await Rebuilt()).Should().Be(lived);

        var product = await HttpJourney.Declared(bank);
        await bank.ReadModelsCaughtUp();
        (await bank.All(People.Officer, "/api/products", 200)).Should().Contain(r => r.Text("id") == $"{product.Id}", "after a rebuild the read models go on");
    }

    [Theory]
    [InlineData("update gate.mt_events set data = '{}'")]
    [InlineData("update gate.mt_events set user_name = 'mallory'")]
    [InlineData("delete from gate.mt_events")]
    [InlineData("truncate gate.mt_events")]
    [InlineData("truncate gate.mt_events cascade")]
    [InlineData("delete from gate.mt_streams")]
    [InlineData("truncate gate.mt_streams cascade")]
    public async Task the_database_itself_refuses_to_change_what_was_recorded(string sql)
    {
        var product = await HttpJourney.Declared(bank);
        var before = await Trace.Of(bank, product.Id);

        var change = async () =>
        {
            await using var command = bank.Database.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        };

        (await change.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be("42501");
        (await Trace.Of(bank, product.Id)).Should().Be(before);
    }

    [Fact]
    public async Task snapshots_are_the_fold_of_their_facts()
    {
        var product = await HttpJourney.Live(bank);
        await product.Do(People.Designer, new ProposeChange("Another fee."));
        await product.Do(People.Designer, Sample.Revise(Section.Pricing, "second round"));

        (await bank.SnapshotsAreTheFoldOfTheirFacts()).Should().BePositive();
    }

    private async Task<string> Rebuilt()
    {
        var daemon = bank.Services.GetRequiredService<IProjectionCoordinator>().DaemonForMainDatabase();
        await daemon.RebuildProjectionAsync(ReadModels.Name, CancellationToken.None);
        var rows = await bank.ReadModelRows();
        await daemon.StartAllAsync();
        return rows;
    }
}
