using JasperFx;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using ProductGate.Domain;
using ProductGate.Service.Audit;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>The store fills the numbers of an append that failed; that is nothing that happened.</summary>
public sealed class TombstoneTests(Bank bank) : IClassFixture<Bank>
{
    [Fact]
    public async Task an_append_that_came_too_late_leaves_nothing_in_the_log_nor_in_an_export()
    {
        var product = await HttpJourney.Declared(bank);
        await using (var late = bank.Services.GetRequiredService<IDocumentStore>().LightweightSession())
        {
            var stream = await late.Events.FetchForWriting<Product>(product.Id, TestContext.Current.CancellationToken);
            await product.Do(People.Designer, Sample.Revise(Section.Pricing, "faster"));
            stream.AppendOne(new ProductWithdrawn(People.Designer.Id, "Too late.", bank.Clock.GetUtcNow()));
            var save = () => late.SaveChangesAsync(TestContext.Current.CancellationToken);
            await save.Should().ThrowAsync<ConcurrencyException>();
        }
        await Tombstone();
        await product.Do(People.Designer, Sample.Revise(Section.Pricing, "after that"));
        await product.IsSealed();

        (await bank.VerifyLog(await bank.EveryCheckpoint())).Findings.Should().BeEmpty();
        await using (var log = await AttackedLog.Begin(bank)) (await log.Recheck()).Should().BeNull();
        var facts = await bank.Scalar<long>("select count(*) from gate.mt_events where type <> 'tombstone'");
        var csv = (await bank.Get(People.Compliance, "/api/audit/export?format=csv")).Is(200);
        csv.Headers.GetValues("Export-Facts").Should().Equal($"{facts}");
        csv.Text.Should().NotContain("tombstone").And.Subject.Split("\r\n").Should().HaveCount((int)facts + 2, "there is a line of names, and nothing after the last");
    }

    /// <summary>As the store writes one, where this version of it had no number to fill.</summary>
    private Task Tombstone() => bank.Execute(
        """
        insert into gate.mt_streams (id, type, version, tenant_id) values ('00000000-0000-0000-0000-00000000dead', 'tombstone', 1, '*DEFAULT*') on conflict do nothing;
        insert into gate.mt_events (seq_id, id, stream_id, version, data, type, tenant_id, mt_dotnet_type)
        select nextval('gate.mt_events_sequence'), gen_random_uuid(), '00000000-0000-0000-0000-00000000dead', 1000, '{}', 'tombstone', '*DEFAULT*', 'JasperFx.Events.Tombstone, JasperFx.Events'
        """);
}
