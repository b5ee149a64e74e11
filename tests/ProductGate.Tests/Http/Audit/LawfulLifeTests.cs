using System.Text.Json;
using ProductGate.Domain;
using ProductGate.Tests.Rules;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>What the service really stores of a product's life is lawful to the verifier.</summary>
public sealed class LawfulLifeTests(Bank bank) : IClassFixture<Bank>
{
    [Fact]
    public async Task a_life_as_the_database_holds_it_is_lawful()
    {
        var product = await HttpJourney.InChangeRound(bank);
        await product.Report("mis-selling-cases", "1");
        await product.Do(People.Designer, new WithdrawProduct("Not worth it."));

        var verdict = await Verify(product.Id);

        verdict.Findings.Should().BeEmpty();
        verdict.Notes.Should().NotContain(n => n.Contains("before the roles", StringComparison.Ordinal), "roles are kept");
    }

    [Fact]
    public async Task a_signature_under_a_right_for_every_product_is_lawful_by_the_case_file_alone()
    {
        var product = await HttpJourney.HandedIn(bank, Stage.DevelopmentAndTesting);
        (await bank.Post(People.Tester, "/api/delegations", new DelegateAuthority(People.Liaison.Id, Role.Testing, bank.Clock.GetUtcNow().AddDays(9), "Holidays."))).Is(201);
        await product.Sign(People.Liaison);
        await product.IsSealed();

        var file = (await bank.Get(People.Compliance, $"{product.Path}/audit/bundle")).Is(200).Bytes;

        StoredZip.Read(file)!.Select(f => f.Name).Should().Contain("delegations.ndjson");
        BundleVerifier.Verify(file, await bank.Trust(), []).Findings.Should().BeEmpty();
    }

    private async Task<Verdict> Verify(Guid product)
    {
        var log = new SealedLog();
        await using var command = bank.Database.CreateCommand("select type, data::text, user_name, headers::text, timestamp from gate.mt_events where stream_id = $1 order by version");
        command.Parameters.Add(new() { Value = product });
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var headers = JsonElement.Parse(reader.GetString(3));
            Role[] roles = [.. (headers.Text("actor-roles") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(r => JsonSerializer.Deserialize<Role>($"\"{r}\"", Json.Options))];
            log.Fact(product, reader.GetString(0), JsonElement.Parse(reader.GetString(1)), new(reader.GetString(2), headers.Text("actor-name"), Enum.Parse<ActorKind>(headers.Text("actor-kind")!), roles), reader.GetFieldValue<DateTimeOffset>(4));
        }
        log.Publish();
        return BundleVerifier.Verify(BundleWriter.Write(log.Content(product)), Trust.In(LogKeys.Verify, [LogKeys.First.Public]), []);
    }
}
