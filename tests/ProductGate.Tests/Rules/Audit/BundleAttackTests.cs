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
        log.Rotations.Add(SignedNote.Sign(new KeyRotation(LogKeys.First.Public.Name, LogKeys.Second.Public, log.Published[^1].Checkpoint.At.AddSeconds(1)).Text, LogKeys.First.Public, LogKeys.First.Sign).Write());
        log.Refusal(People.Designer, Sample.Monday);
        log.Key = LogKeys.Second;
        log.Publish();

        Verify(log.Bundle()).Findings.Should().BeEmpty();
        log.Key = LogKeys.First;
        log.Publish();
        Finds(Verify(log.Bundle()), Finding.Unaltered, "not signed by a key that you trust");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ten_thousand_random_single_byte_changes(int seed)
    {
        var (bundle, dice) = (SealedLog.Of(Journey.Declared()).Bundle(), new Random(seed));
        for (var i = 0; i < 5_000; i++)
        {
            var (at, change) = (dice.Next(bundle.Length), (byte)dice.Next(1, 256));
            bundle[at] ^= change;
            Found(bundle).Should().BeTrue($"byte {at} was changed");
            bundle[at] ^= change;
        }
        Found(bundle).Should().BeFalse();
    }

    private static bool Found(byte[] bundle)
    {
        try
        {
            return !Verify(bundle).Passed;
        }
        catch (UnreadableBundleException)
        {
            return true;
        }
    }

    /// <summary>Packed again with everything else right: the manifest's digests too.</summary>
    private static byte[] Repacked(string name, Func<string, string> edit)
    {
        var files = StoredZip.Read(BundleWriter.Write(Clean))!.Skip(1).Select(f => f.Name == name ? new(name, Encoding.UTF8.GetBytes(edit(Encoding.UTF8.GetString(f.Content.Span)))) : f).ToList();
        var manifest = new BundleManifest(
            BundleManifest.ThisFormat, LogKeys.First.Public.Name, Clean.Product, Clean.Facts.Count, Log.Leaves.Count, BundleReport.Version,
            [.. files.Select(f => new BundleEntry(f.Name, Digest.Write(System.Security.Cryptography.SHA256.HashData(f.Content.Span))))]);
        return StoredZip.Write([new("manifest.json", AuditLeaves.Write(manifest)), .. files]);
    }
}
