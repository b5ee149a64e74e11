using System.Text;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>Attacks on the bundle by somebody who can write zip files: each is found and named; the clean bundle passes.</summary>
public sealed class BundleAttackTests
{
    public static TheoryData<string> All => new(Attacks.All.Select(a => a.Name));

    private static SealedLog Log => Attacks.Log;

    private static BundleContent Clean => Attacks.Clean;

    private static Verdict Verify(BundleContent content, params string[] kept) => Verify(BundleWriter.Write(content), kept);

    private static Verdict Verify(byte[] bundle, params string[] kept) => BundleVerifier.Verify(bundle, Trust.In(LogKeys.Verify, [LogKeys.First.Public]), kept);

    private static void Finds(Verdict verdict, string part, string words) => verdict.Findings.Should().Contain(f => f.Part == part && f.Says.Contains(words, StringComparison.Ordinal));

    [Fact]
    public void the_clean_bundle_passes_with_every_checkpoint_that_was_kept() => Verify(Clean, [.. Log.Published.Select(p => p.Note)]).Findings.Should().BeEmpty();

    [Fact]
    public void the_same_state_makes_the_same_bytes() => BundleWriter.Write(Log.Content()).Should().Equal(BundleWriter.Write(Clean));

    [Theory]
    [MemberData(nameof(All))]
    public void every_attack_is_found_and_named(string name)
    {
        var attack = Attacks.All.Single(a => a.Name == name);

        Finds(Verify(attack.Bundle, attack.Kept), attack.Part, attack.Words);
    }

    [Fact]
    public void an_edited_report() => Finds(Verify(Repacked("report.en.html", t => t.Replace("Harbour", "Harmless", StringComparison.Ordinal))), Finding.Unaltered, "report.en.html");

    [Fact]
    public void a_new_key_that_the_old_one_passed_trust_to_is_good_and_the_old_one_signs_no_more()
    {
        var log = SealedLog.Of(Journey.Live());
        log.Rotate(LogKeys.Second);
        log.Refusal(People.Designer, Sample.Monday);
        log.Publish();

        Verify(log.Bundle()).Findings.Should().BeEmpty();
        log.Key = LogKeys.First;
        log.Publish();
        Finds(Verify(log.Bundle()), Finding.Unaltered, "not signed by a key that you trust");
    }

    [Fact]
    public void a_file_that_no_bundle_has() => Finds(Verify(StoredZipOf(f => f.Append(new("verdict.txt", "All is well."u8.ToArray())))), Finding.Unaltered, "verdict.txt is no file of a bundle");

    [Fact]
    public void a_first_key_that_is_not_the_logs() => Finds(Verify(Repacked("keys.json", t => t.Replace(LogKeys.First.Public.Text, LogKeys.Second.Public.Text, StringComparison.Ordinal))), Finding.Unaltered, "keys.json does not lead");

    [Fact]
    public void a_document_under_another_name() => Finds(Verify(Clean with { Documents = [.. Clean.Documents.Select(d => d with { Name = "harmless.pdf" })] }), Finding.Unaltered, "No fact calls the document");

    [Fact]
    public void another_way_to_write_the_same()
    {
        var verify = (Action)(() => Verify(StoredZipOf(files => files.Select(f => f.Name == "proofs.json" ? new(f.Name, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(f.Content.Span) + "\n")) : f))));

        verify.Should().Throw<UnreadableBundleException>().WithMessage("*not written in the one way*");
    }

    [Fact]
    public void a_new_readme() => Finds(Verify(Repacked("README.txt", t => t.Replace("sha256sum -c", "true", StringComparison.Ordinal))), Finding.Unaltered, "README.txt");

    private static byte[] Repacked(string name, Func<string, string> edit) =>
        StoredZipOf(files => files.Select(f => f.Name == name ? new(name, Encoding.UTF8.GetBytes(edit(Encoding.UTF8.GetString(f.Content.Span)))) : f));

    private static byte[] StoredZipOf(Func<IEnumerable<BundleFile>, IEnumerable<BundleFile>> change) => Repacking.Of([.. change(StoredZip.Read(BundleWriter.Write(Clean))!)]);
}
