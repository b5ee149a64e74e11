using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Audit;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>A record of reading is not lost in silence: what cannot be recorded is not shown. In a bank of its own, whose records are made to fail.</summary>
public sealed class LostRecordTests(Bank bank) : IClassFixture<Bank>
{
    private const string Fail =
        """
        create function gate.fail() returns trigger language plpgsql as $$ begin raise exception 'no room for %', new.kind; end $$;
        create trigger fail before insert on gate.access_records for each row execute function gate.fail();
        """;

    private const string Mend = "drop trigger if exists fail on gate.access_records; drop function if exists gate.fail()";

    [Fact]
    public async Task who_cannot_be_recorded_is_shown_nothing()
    {
        var product = await HttpJourney.Declared(bank);
        var name = (await product.Look()).Text("name")!;
        string[] addresses = [product.Path, $"{product.Path}/audit", $"/products/{product.Id}", $"/products/{product.Id}/filing", $"/products/{product.Id}/audit", "/products.csv"];
        await bank.Execute(Fail);
        try
        {
            foreach (var address in addresses)
            {
                var answer = await bank.Get(People.Officer, address);
                answer.Status.Should().BeOneOf([500, 503], address);
                answer.Text.Should().Contain("internal-error").And.NotContain(name).And.NotContain("no room");
            }
        }
        finally
        {
            await bank.Execute(Mend);
        }

        foreach (var address in addresses) (await bank.Get(People.Officer, address)).Is(200).Headers.Should().NotBeNull(address);
    }

    [Fact]
    public async Task a_service_that_stops_first_writes_what_waits()
    {
        using var log = new AccessLog(bank.Database);
        await log.StartAsync(default);
        await using var connection = await bank.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var hold = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var command = new NpgsqlCommand("lock table gate.access_records in exclusive mode", connection, hold)) await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        var mark = Guid.NewGuid().ToString();
        Task[] readers = [.. Enumerable.Range(0, 20).Select(_ => log.Write(Record(mark), [], default))];

        var stopping = log.StopAsync(default);
        readers.Should().OnlyContain(r => !r.IsCompleted, "nobody is answered before their record is there");
        await hold.RollbackAsync(TestContext.Current.CancellationToken);
        await stopping;
        await Task.WhenAll(readers);

        (await bank.Scalar<long>("select count(*) from gate.access_records where subject = $1", mark)).Should().Be(20);
        var late = () => log.Write(Record(mark), [], default);
        await late.Should().ThrowAsync<Exception>("who comes after it is not answered");
    }

    private AccessRecord Record(string subject) => new(Guid.NewGuid(), bank.Clock.GetUtcNow(), "li.wei", "Li Wei", [], AccessKind.Dossier, subject, "", "", "", "");
}
