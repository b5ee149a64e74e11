using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using ProductGate.Domain;
using ProductGate.Service.Audit;
using ProductGate.Tests.Faults;
using ProductGate.Tests.Guards;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>What outsiders get to check the log with.</summary>
public sealed class LogAddressTests(Bank bank) : IClassFixture<Bank>, IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("productgate-log");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task both_verifiers_prove_a_case_file_with_a_checkpoint_that_was_kept()
    {
        var product = await HttpJourney.HandedIn(bank, Stage.PreliminaryReview);
        await product.IsSealed();
        var kept = await bank.Checkpoint();
        await product.Sign(People.Officer);
        (await product.Try(People.Officer, product.Signature())).IsProblem(403, "role-not-allowed");
        await product.IsSealed();

        var bundle = (await bank.Get(People.Compliance, $"{product.Path}/audit/bundle?since={Size(kept)}&documents=true")).Is(200);

        bundle.MediaType.Should().Be("application/zip");
        var (zip, checkpoint) = (Path.Combine(folder.FullName, "case.zip"), Path.Combine(folder.FullName, "kept.checkpoint"));
        await File.WriteAllBytesAsync(zip, bundle.Bytes, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(checkpoint, kept, TestContext.Current.CancellationToken);
        string[] arguments = [zip, "--key", (await bank.LogKey()).Text, "--checkpoint", checkpoint];
        foreach (var ran in (Ran[])[await Ran.Gate(["audit", "verify", .. arguments]), await Ran.Verifier(arguments)]) ran.Code.Should().Be(0, ran.Said);
        (await bank.All(People.Compliance, $"/api/access-records?subject={product.Id}&kind=CaseFile", 200)).Should().ContainSingle();
    }

    [Fact]
    public async Task a_case_file_that_nobody_asks_anything_more_of_still_shows_what_the_log_grew_out_of()
    {
        var product = await HttpJourney.HandedIn(bank, Stage.PreliminaryReview);
        await product.IsSealed();
        await product.Sign(People.Officer);
        (await product.Try(People.Officer, product.Signature())).IsProblem(403, "role-not-allowed");
        await product.IsSealed();
        await Patience.Until("the refusal is sealed", 60, async () =>
            await bank.Scalar<long>("select count(*) from gate.log_leaves l join gate.log_refusals r on l.kind = 'refusal' and l.number = r.number where r.product = $1", product.Id) == 1);

        var files = StoredZip.Read((await bank.Get(People.Compliance, $"{product.Path}/audit/bundle")).Is(200).Bytes)!;

        var older = files.Single(f => f.Name.StartsWith("checkpoints/", StringComparison.Ordinal));
        var proofs = Bundle.Json<BundleProofs>(files, "proofs.json");
        proofs.Consistency.Should().ContainSingle().Which.From.Should().Be(Size(Encoding.UTF8.GetString(older.Content.Span))).And.BeLessThanOrEqualTo(proofs.Facts[^1].Index);
        var refusal = JsonElement.Parse(Encoding.UTF8.GetString(files.Single(f => f.Name == "refusals.ndjson").Content.Span.TrimEnd((byte)'\n')));
        (refusal.Text("kind"), refusal.Text("command"), refusal.Text("code"), refusal.GetProperty("actor").Text("id")).Should().Be(("refusal", "SignOffStage", "role-not-allowed", People.Officer.Id));
    }

    [Fact]
    public async Task the_commands_of_the_readme_check_a_case_file_by_hand()
    {
        var product = await HttpJourney.Declared(bank);
        await product.IsSealed();
        using (var zip = new ZipArchive(new MemoryStream((await bank.Get(People.Compliance, $"{product.Path}/audit/bundle")).Is(200).Bytes))) zip.ExtractToDirectory(folder.FullName);
        var readme = await File.ReadAllTextAsync(Path.Combine(Sources.Root, "README.md"), TestContext.Current.CancellationToken);
        var commands = readme[readme.IndexOf("printf '%s' \"$KEY\"", StringComparison.Ordinal)..].Split("```")[0];

        var ran = await Ran.Program("bash", ["-c", $"cd '{folder.FullName}' && KEY='{(await bank.LogKey()).Text}'\n{commands}"]);

        ran.Said.Should().Contain("Signature Verified Successfully").And.Contain("The fact is in the log.");
    }

    [Fact]
    public async Task proofs_lead_to_the_signed_root()
    {
        var product = await HttpJourney.Declared(bank);
        await product.IsSealed(); // so that there is a root, whichever test is the first
        foreach (var section in Sections.All) await product.Do(People.Designer, Sample.Revise(section));
        var before = Read(await bank.Checkpoint());
        await product.IsSealed();
        var now = Read(await bank.Checkpoint());
        var (index, hash) = (await bank.Scalar<long>("select max(position) from gate.log_leaves where product = $1", product.Id), await bank.Scalar<byte[]>("select hash from gate.log_leaves where product = $1 order by position desc limit 1", product.Id));

        var inclusion = Hashes((await bank.Get(People.Designer, $"/api/audit/proofs/inclusion?index={index}&size={now.Size}")).Is(200).Json);
        var growth = Hashes((await bank.Get(People.Designer, $"/api/audit/proofs/consistency?from={before.Size}&to={now.Size}")).Is(200).Json);

        MerkleChecks.Includes(now.Root, now.Size, index, hash, inclusion).Should().BeTrue();
        MerkleChecks.IsConsistent(before.Size, before.Root, now.Size, now.Root, growth).Should().BeTrue();
        foreach (var wrong in (string[])["inclusion?index=-1", "inclusion?index=999999999", "inclusion", "consistency?from=x", "consistency?from=9&to=8"]) (await bank.Get(People.Designer, $"/api/audit/proofs/{wrong}")).IsProblem(400, "malformed-query");
    }

    [Fact]
    public async Task the_whole_log_is_for_compliance_and_a_case_file_for_those_who_see_the_product()
    {
        var product = await HttpJourney.Declared(bank);
        (await bank.Get(People.Designer, "/api/audit/export")).IsProblem(403, "role-not-allowed");
        (await bank.Get(People.Compliance, "/api/audit/export?format=poem")).IsProblem(400, "malformed-query");
        (await bank.Get(People.OtherTeam, $"{product.Path}/audit/bundle")).IsProblem(404, "unknown-product");
        (await bank.Get(null, "/api/audit/checkpoint")).IsProblem(401, "unauthenticated");
        await product.IsSealed();
        (await bank.VerifyLog([])).Findings.Should().BeEmpty();
        var export = (await bank.Get(People.Compliance, "/api/audit/export")).Is(200);
        export.Headers.GetValues("Export-Leaves").Should().Equal($"{export.Text.TrimEnd('\n').Split('\n').Length - 2}");
    }

    [Fact]
    public async Task checkpoints_are_published_outside_the_database_and_one_that_contradicts_is_told()
    {
        var health = new LogHealth(NullLogger<LogHealth>.Instance);
        var publication = bank.PublicationUnder(new() { Folder = folder.FullName }, health);
        await (await HttpJourney.Declared(bank)).IsSealed();
        await using var connection = await bank.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);

        await publication.Publish(connection, TestContext.Current.CancellationToken);
        var newest = Path.Combine(folder.FullName, "newest.checkpoint");
        var published = await File.ReadAllTextAsync(newest, TestContext.Current.CancellationToken);
        (await bank.EveryCheckpoint()).Should().Contain(published);
        health.Trouble.Should().BeNull();

        await File.WriteAllTextAsync(newest, published.Replace($"\n{Size(published)}\n", $"\n{Size(published) + 1000}\n", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await publication.Publish(connection, TestContext.Current.CancellationToken);
        health.Trouble.Should().Contain("it was set back");
    }

    private static byte[][] Hashes(JsonElement answer) => LeafProof.Read([.. answer.Texts("proof").OfType<string>()])!;

    private static Checkpoint Read(string note) => Checkpoint.Read(SignedNote.Read(note)!.Text)!;

    private static long Size(string note) => Read(note).Size;
}
