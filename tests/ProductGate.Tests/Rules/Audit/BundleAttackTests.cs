using System.Text;
using ProductGate.Domain;
using ProductGate.Tests.Golden;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>Attacks on the bundle by somebody who can write zip files: each is found and named; the clean bundle passes.</summary>
public sealed class BundleAttackTests
{
    private static readonly SealedLog Log = SealedLog.Of(Tour.Walked());
    private static readonly BundleContent Clean = Log.Content();

    private static Verdict Verify(BundleContent content, params string[] kept) => Verify(BundleWriter.Write(content), kept);

    private static Verdict Verify(byte[] bundle, params string[] kept) => BundleVerifier.Verify(bundle, Trust.In(LogKeys.Verify, [LogKeys.First.Public]), kept);

    private static void Finds(Verdict verdict, string part, string words) => verdict.Findings.Should().Contain(f => f.Part == part && f.Says.Contains(words, StringComparison.Ordinal));

    [Fact]
    public void the_clean_bundle_passes_with_every_checkpoint_that_was_kept() => Verify(Clean, [.. Log.Published.Select(p => p.Note)]).Findings.Should().BeEmpty();

    [Fact]
    public void the_same_state_makes_the_same_bytes() => BundleWriter.Write(Log.Content()).Should().Equal(BundleWriter.Write(Clean));

    [Fact]
    public void a_document_that_was_swapped() => Finds(
        Verify(Clean with { Documents = [.. Clean.Documents.Select(d => d with { Content = [1, 2, 3] })] }), Finding.Unaltered, "is not the one that the facts refer to");

    [Theory]
    [InlineData("\"reason\":\"For a time.\"", "\"reason\":\"For a life.\"")]
    [InlineData("\"id\":\"chen.fang\"", "\"id\":\"liu.yang.\"")]
    [InlineData("\"at\":\"2026-03-02T01:00:00.000000Z\"", "\"at\":\"2026-03-02T01:00:00.000001Z\"")]
    public void edited_data_actors_and_times(string there, string instead) => Finds(Verify(Clean with { Facts = [.. Clean.Facts.Select(f => f with { Leaf = Edit(f.Leaf, there, instead) })] }), Finding.Unaltered, "is not in the log at position");

    [Fact]
    public void an_edited_report() => Finds(Verify(Repacked("report.en.html", t => t.Replace("Harbour", "Harmless", StringComparison.Ordinal))), Finding.Unaltered, "report.en.html");

    [Fact]
    public void a_removed_middle() => Finds(Verify(Clean with { Facts = [.. Clean.Facts.Where((_, i) => i != 7)] }), Finding.Complete, "Line 8 is fact 9");

    [Fact]
    public void a_cut_tail() => Finds(Verify(Clean with { Facts = [.. Clean.Facts.SkipLast(3)] }), Finding.Complete, "facts were cut off");

    [Fact]
    public void two_facts_swapped() => Finds(Verify(Clean with { Facts = [.. Clean.Facts.Take(4), Clean.Facts[5], Clean.Facts[4], .. Clean.Facts.Skip(6)] }), Finding.Complete, "out of order");

    [Fact]
    public void an_inserted_fact() => Finds(Verify(Clean with { Facts = [.. Clean.Facts, Clean.Facts[^1] with { Leaf = Edit(Clean.Facts[^1].Leaf, $"\"version\":{Clean.Facts.Count}", $"\"version\":{Clean.Facts.Count + 1}") }] }), Finding.Unaltered, "never sealed");

    [Fact]
    public void a_fact_of_another_product()
    {
        var other = Log.Content(Log.Heads[0].Product);

        Finds(Verify(Clean with { Facts = [.. Clean.Facts, other.Facts[^1]] }), Finding.Complete, "it was moved here");
        Finds(Verify(Clean with { MapIndex = other.MapIndex, MapProof = other.MapProof }), Finding.Complete, "The map of products does not have this product");
    }

    [Fact]
    public void an_old_checkpoint_replayed()
    {
        var log = SealedLog.Of(Tour.Walked());
        var old = log.Content();
        log.Refusal(People.Designer, Sample.Monday);

        Finds(Verify(old, log.Publish()), Finding.Complete, "An old checkpoint was replayed, or the log was rolled back");
    }

    [Fact]
    public void a_fork_of_the_same_size_and_one_that_grew()
    {
        var other = SealedLog.Of(Journey.Live());
        while (other.Leaves.Count < Log.Leaves.Count) other.Refusal(People.Designer, Sample.Monday);
        other.Leaves.RemoveRange(Log.Leaves.Count, other.Leaves.Count - Log.Leaves.Count);

        Finds(Verify(Clean, other.Publish()), Finding.Complete, "the log was forked");
        Finds(Verify(Clean with { Older = [new(other.Published[2].Note, Clean.Older[^1].Proof)] }), Finding.Complete, "rewritten or forked");
        Finds(Verify(Clean with { Older = [] }, other.Published[2].Note), Finding.Complete, "ask for a bundle with one");
    }

    [Fact]
    public void a_tree_rebuilt_with_a_new_key()
    {
        var rebuilt = SealedLog.Of(Journey.Live());
        rebuilt.Key = LogKeys.Second;
        rebuilt.Publish();

        Finds(Verify(rebuilt.Bundle()), Finding.Unaltered, "not signed by a key that you trust");
        rebuilt.Rotations.Add(SignedNote.Sign(new KeyRotation(LogKeys.First.Public.Name, LogKeys.Second.Public, SealedLog.Sealing).Text, LogKeys.Second.Public, LogKeys.Second.Sign).Write());
        Finds(Verify(rebuilt.Bundle()), Finding.Unaltered, "not signed by a key that you trust");
    }

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

    private static byte[] Edit(byte[] leaf, string there, string instead) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(leaf).Replace(there, instead, StringComparison.Ordinal));
}
