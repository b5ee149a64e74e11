using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using ProductGate.Service.Audit;
using ProductGate.Tests.Rules;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>The key that signs checkpoints: where it comes from, and what is said where it does not.</summary>
public sealed class SigningKeyTests(Bank bank) : IClassFixture<Bank>, IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("productgate-key");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void without_a_key_a_bank_in_production_seals_nothing_and_says_so() => Trouble(new()).Should().Be("Nothing is sealed: there is no key to sign checkpoints (Audit:Key).");

    [Fact]
    public void a_key_that_cannot_be_read_is_said_at_once()
    {
        const string illegible = "Nothing is sealed: the key to sign checkpoints cannot be read (Audit:Key).";

        Trouble(new() { KeyFile = Path.Combine(folder.FullName, "none") }).Should().Be(illegible);
        Trouble(new() { KeyFile = folder.FullName }).Should().Be(illegible);
        Trouble(new() { Key = "too short" }).Should().Be(illegible);
        Trouble(new() { Key = "-----BEGIN PRIVATE KEY-----\nbm8ga2V5\n-----END PRIVATE KEY-----\n" }).Should().Be(illegible);
        Trouble(new() { Key = Convert.ToBase64String(LogKeys.First.Seed) }).Should().BeNull();
    }

    [Fact]
    public async Task a_pem_file_of_openssl_and_its_bytes_are_the_same_key()
    {
        var pem = Path.Combine(folder.FullName, "key.pem");
        using (var made = Process.Start("openssl", ["genpkey", "-algorithm", "ed25519", "-out", pem])) await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        var text = await File.ReadAllTextAsync(pem, TestContext.Current.CancellationToken);

        var key = SigningKey.Read("bank", text);

        SigningKey.Read("bank", key.Secret).Public.Text.Should().Be(key.Public.Text);
        SigningKey.Verify(key.Public.Public, [1, 2], key.Sign([1, 2])).Should().BeTrue();
        Trouble(new() { KeyFile = pem }).Should().BeNull();
    }

    [Fact]
    public async Task a_log_is_begun_with_the_key_of_a_file()
    {
        var file = Path.Combine(folder.FullName, "key");
        await File.WriteAllTextAsync(file, $"{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}\n", TestContext.Current.CancellationToken);
        await using var log = await Emptied();

        await log.Seal(bank.SealingUnder(new() { KeyFile = file }));

        var key = await log.Scalar("select key || coalesce(secret, '') from gate.log_keys");
        key.Should().Be(SigningKey.Read("productgate", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Public.Text, "a key of the bank's own does not lie in the database");
    }

    [Fact]
    public async Task a_development_node_that_was_not_the_first_to_make_a_key_takes_the_one_that_was()
    {
        await using var log = await Emptied();
        var (slower, faster) = (bank.AnotherSealing(), bank.AnotherSealing());
        await log.Do("savepoint race");
        (await slower.Within(log.Connection, CancellationToken.None)).Should().BePositive();
        await log.Do("rollback to savepoint race");
        await log.Seal(faster);
        await log.Do(AttackedLog.Refusals(1));

        (await slower.Within(log.Connection, CancellationToken.None)).Should().Be(1);
    }

    private async Task<AttackedLog> Emptied()
    {
        await (await HttpJourney.Declared(bank)).IsSealed();
        var log = await AttackedLog.Begin(bank);
        await log.Do($"delete from gate.log_keys; {ResealingTests.Wipe}");
        return log;
    }

    private static string? Trouble(LogOptions options)
    {
        var health = new LogHealth(NullLogger<LogHealth>.Instance);
        new KeyRing(options, new HostingEnvironment { EnvironmentName = "Production" }, TimeProvider.System, health, NullLogger<KeyRing>.Instance).Begin();
        return health.Trouble;
    }
}
