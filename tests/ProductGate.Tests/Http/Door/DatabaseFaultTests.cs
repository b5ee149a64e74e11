using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>What a database that is there cannot do, and what is said of it.</summary>
public sealed class DatabaseFaultTests(Bank bank) : IClassFixture<Bank>, IAsyncLifetime
{
    private const string FailsAsNamed =
        """
        create or replace function gate.fail_as_named() returns trigger language plpgsql as $$
        begin
            raise exception 'as the name of the product says' using errcode = split_part(new.data ->> 'name', ' ', 2);
        end $$;
        create or replace trigger fails_as_named before insert on gate.mt_events for each row when (new.data ->> 'name' like 'Fails %') execute function gate.fail_as_named();
        """;

    public async ValueTask InitializeAsync() => await bank.Execute(FailsAsNamed);

    public ValueTask DisposeAsync() => default;

    [Theory]
    [InlineData("25006")] // read-only, as after a fail-over
    [InlineData("40P01")] // a deadlock
    [InlineData("53100")] // the disk is full
    [InlineData("53300")] // too many connections
    [InlineData("57P01")] // shut down
    public async Task what_passes_is_unavailable_and_may_be_sent_again(string state)
    {
        var answer = await Declare(state);

        answer.IsProblem(503, "unavailable").Headers.RetryAfter!.Delta.Should().BePositive();
        IsHonest(answer);
    }

    [Fact]
    public async Task what_does_not_pass_is_a_fault_of_ours() => IsHonest((await Declare("23514")).IsProblem(500, "internal-error"));

    /// <summary>The line may have been cut while the database was committing: nobody knows.</summary>
    private static void IsHonest(Answer answer) => answer.Json.Text("detail").Should().Contain("It is not known whether anything was recorded.").And.Contain("the same Idempotency-Key");

    private Task<Answer> Declare(string state) => bank.Post(People.Designer, "/api/products", Sample.Declaration with { Name = $"Fails {state}" });
}
