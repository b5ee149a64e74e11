using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Policies;
using ProductGate.Service.Products;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>A bank of its own: another test must not write rows between two looks at all of them.</summary>
public sealed class StoreTests(Bank bank) : IClassFixture<Bank>
{
    /// <summary>Rows that are missing, rows that nothing asks for, and in their places none.</summary>
    private const string Damage = "delete from gate.mt_doc_productrow; delete from gate.mt_doc_course; update gate.mt_doc_workqueuerow set id = 'lost/' || id, data = jsonb_set(data, '{id}', to_jsonb('lost/' || id))";

    [Fact]
    public async Task rebuilding_the_read_models_gives_the_rows_that_were_there_whatever_became_of_them()
    {
        foreach (var stage in (Stage[])[Stage.InternalDeclaration, Stage.PreliminaryReview, Stage.ProjectEstablishment]) await HttpJourney.At(bank, stage);
        var live = await HttpJourney.Live(bank);
        await live.Report("mis-selling-cases", "3");
        var lived = await bank.ReadModelsAreThoseOfARebuild();
        lived.Should().NotBeEmpty();

        await bank.Execute(Damage);
        await ReadModels.Rebuild(bank.Services.GetRequiredService<IDocumentStore>(), bank.Services.GetRequiredService<PolicyShelf>());

        (await bank.ReadModelRows()).Should().Be(lived);
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

        var change = () => bank.Execute(sql);

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
}
