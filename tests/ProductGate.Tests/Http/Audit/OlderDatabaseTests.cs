using ProductGate.Domain;
using ProductGate.Tests.Faults;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>A bank whose service leaves the log alone: nobody else holds its tables when they are dropped.</summary>
public sealed class UnsealedBank(Server server) : Bank(server)
{
    protected override (string Name, string Value)[] Settings => [("Audit:Seal", "false"), ("Audit:Recheck", "0")];
}

/// <summary>A database from before there was a log.</summary>
public sealed class OlderDatabaseTests(UnsealedBank bank) : IClassFixture<UnsealedBank>
{
    [Fact]
    public async Task setup_brings_the_log_into_it_and_everything_of_before_is_sealed()
    {
        var product = await HttpJourney.HandedIn(bank, Stage.PreliminaryReview);
        await product.Trail();
        await bank.Execute("drop table gate.log_leaves, gate.log_nodes, gate.log_products, gate.log_map_nodes, gate.log_checkpoints, gate.log_keys, gate.log_refusals, gate.log_batches");
        await bank.Execute("alter table gate.access_records drop column number; drop sequence gate.access_record_numbers; drop sequence gate.log_refusal_numbers");

        await ServiceProcess.Setup(bank.ConnectionString);

        var sealing = bank.AnotherSealing();
        await Patience.Until("the product is sealed", 60, async () => await sealing.Step(TestContext.Current.CancellationToken) >= 0 && await bank.SealedSteps(product.Id) >= product.Version);
        (await bank.VerifyLog(await bank.EveryCheckpoint())).Findings.Should().BeEmpty();
        (await bank.Scalar<long>("select count(*) from gate.access_records where number is null")).Should().Be(0);
    }

    [Fact]
    public async Task setup_fills_what_the_queue_and_the_inbox_are_counted_by()
    {
        var product = await HttpJourney.HandedIn(bank, Stage.PreliminaryReview);
        await bank.NoticesAreDelivered(product.Id);
        var (queue, seen) = (await Queue(), await Seen());
        queue.Should().NotBeEmpty();
        await bank.Execute("alter table gate.mt_doc_workqueuerow drop column audience, drop column kind, drop column until, drop column late_from, drop column not_for");
        await bank.Execute("update gate.mt_doc_workqueuerow set data = data - 'lateFrom'");
        await bank.Execute("alter table gate.notifications drop column number; drop sequence gate.notification_numbers; drop table gate.notification_marks");

        await ServiceProcess.Setup(bank.ConnectionString);

        (await bank.Scalar<long>("select count(*) from gate.mt_doc_workqueuerow where audience is null or kind is null or not_for is null or (late_from is null and data ->> 'lateFrom' is not null)")).Should().Be(0);
        (await bank.Scalar<long>("select count(*) from gate.mt_doc_workqueuerow where late_from is not null")).Should().BePositive("a signature is due");
        (await Queue()).Should().BeEquivalentTo(queue);
        (await Seen()).Should().Be(seen);
        (await bank.Scalar<long>("select count(distinct number) - count(*) from gate.notifications")).Should().Be(0);
    }

    private async Task<IEnumerable<string?>> Queue() => (await bank.All(People.Officer, "/api/queue", 200)).Select(q => q.Text("productId"));

    private async Task<string?> Seen() => (await bank.Get(People.Officer, "/pulse")).Is(200).Json.Text("seen");
}
