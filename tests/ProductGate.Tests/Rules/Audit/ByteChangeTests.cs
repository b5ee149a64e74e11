using System.Text.Json;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>Whatever byte of a bundle is changed, it is found: also by somebody who makes every checksum right again.</summary>
public sealed class ByteChangeTests
{
    private static readonly Trust Trusted = Trust.In(LogKeys.Verify, [LogKeys.First.Public]);
    private static readonly byte[] Clean = Small();
    private static readonly IReadOnlyList<BundleFile> Files = StoredZip.Read(Clean)!;

    [Fact]
    public void five_thousand_of_the_zip_are_found_and_nothing_else_is() =>
        Missed(5_000, (dice, _) => Changed(Clean, dice.Next(Clean.Length), dice)).Should().BeEmpty();

    /// <summary>The zip and the manifest are right again, so that hashes, proofs, signatures and the reports have to find it.</summary>
    [Fact]
    public void five_thousand_inside_the_files_of_a_zip_packed_again_are_found() => Missed(5_000, Repacked).Should().BeEmpty();

    [Fact]
    public void what_nobody_changed_is_proven() => (Found(Clean), Found(Repacking.Of(Files))).Should().Be((false, false));

    private static byte[] Repacked(Random dice, int number)
    {
        var all = Files.Sum(f => f.Content.Length);
        var (file, at) = (0, dice.Next(all));
        for (; at >= Files[file].Content.Length; file++) at -= Files[file].Content.Length;
        BundleFile changed = new(Files[file].Name, Changed(Files[file].Content.ToArray(), at, dice));
        BundleFile[] files = [.. Files.Select((f, i) => i == file ? changed : f)];
        return file == 0 ? StoredZip.Write(files) : Repacking.Of(files);
    }

    private static List<int> Missed(int count, Func<Random, int, byte[]> attack) => [.. Enumerable.Range(0, count).AsParallel().Where(i => !Found(attack(new(i), i)))];

    private static byte[] Changed(byte[] bytes, int at, Random dice)
    {
        byte[] changed = [.. bytes];
        changed[at] ^= (byte)dice.Next(1, 256);
        return changed;
    }

    private static bool Found(byte[] bundle)
    {
        try
        {
            var verdict = BundleVerifier.Verify(bundle, Trusted, []);
            // A verifier cannot make reports of another version again; it does not pass them over in silence.
            return !verdict.Passed || verdict.Notes.Any(n => n.Contains("were not compared", StringComparison.Ordinal));
        }
        catch (UnreadableBundleException)
        {
            return true;
        }
    }

    /// <summary>Declared, revised and refused, with an older checkpoint, a change of keys and a document.</summary>
    private static byte[] Small()
    {
        var testing = new TestingContent("Plan.", [new(ScenarioKind.Ordinary, "Tellers", "Good.", true)], [new(new string('d', 64), "report.pdf")]);
        var log = SealedLog.Of(Journey.Declared().Do(People.Designer, new ReviseSection(Section.Testing, CanonicalJson.Of(JsonSerializer.SerializeToElement(testing, Json.Options)))));
        log.Refusal(People.Designer, Sample.Monday);
        log.Rotate(LogKeys.Second);
        log.Publish();
        return log.Bundle();
    }
}
