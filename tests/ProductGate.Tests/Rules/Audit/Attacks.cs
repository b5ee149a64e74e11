using System.Text;
using ProductGate.Domain;
using ProductGate.Tests.Golden;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>A bundle that somebody tampered with, and what a verifier has to say.</summary>
/// <param name="Words">Some of our own verifier's.</param>
/// <param name="Kept">Checkpoints that the auditor kept.</param>
internal sealed record Attack(string Name, string Part, string Words, byte[] Bundle, params string[] Kept);

/// <summary>Attacks by somebody who can write zip files and, for some, owns a signing key: what the second verifier must find as well.</summary>
internal static class Attacks
{
    public static readonly SealedLog Log = SealedLog.Of(Tour.Walked());
    public static readonly BundleContent Clean = Log.Content();
    private static readonly BundleContent Other = Log.Content(Log.Heads[0].Product);
    private static readonly SealedLog Fork = Forked();

    public static readonly Attack[] All =
    [
        Unaltered("a document was swapped", "is not the one that the facts refer to", Clean with { Documents = [.. Clean.Documents.Select(d => d with { Content = [1, 2, 3] })] }),
        Unaltered("a document that no fact knows", "No fact refers to the document", Clean with { Documents = [.. Clean.Documents, new(new string('e', 64), "other.pdf")] }),
        Unaltered("a softer policy put in the pinned one's place", "No fact pins policies/default.1.json", Clean with { Policies = [.. Clean.Policies.Select(Softer)] }),
        Unaltered("data edited", "is not in the log at position", Edited("\"reason\":\"For a time.\"", "\"reason\":\"For a life.\"")),
        Unaltered("actor edited", "is not in the log at position", Edited("\"id\":\"chen.fang\"", "\"id\":\"liu.yang.\"")),
        Unaltered("time edited", "is not in the log at position", Edited("\"at\":\"2026-03-02T01:00:00.000000Z\"", "\"at\":\"2026-03-02T01:00:00.000001Z\"")),
        Unaltered("a refusal edited", "Refusal line 1 is not in the log", Clean with { Refusals = [.. Clean.Refusals.Select(r => r with { Leaf = Edit(r.Leaf, "R1", "R2") })] }),
        Unaltered("a fact inserted", "never sealed", Clean with { Facts = [.. Clean.Facts, Clean.Facts[^1] with { Leaf = Edit(Clean.Facts[^1].Leaf, $"\"version\":{Clean.Facts.Count}", $"\"version\":{Clean.Facts.Count + 1}") }] }),
        Unaltered("the tree rebuilt with a new key", "not signed by a key that you trust", Rebuilt(vouched: false).Content()),
        Unaltered("the tree rebuilt with a new key that vouches for itself", "not signed by a key that you trust", Rebuilt(vouched: true).Content()),
        Complete("a fact deleted", "Line 8 is fact 9", Clean with { Facts = [.. Clean.Facts.Where((_, i) => i != 7)] }),
        Complete("the tail cut", "facts were cut off", Clean with { Facts = [.. Clean.Facts.SkipLast(3)] }),
        Complete("two facts swapped", "out of order", Clean with { Facts = [.. Clean.Facts.Take(4), Clean.Facts[5], Clean.Facts[4], .. Clean.Facts.Skip(6)] }),
        Complete("a fact moved from another product", "it was moved here", Clean with { Facts = [.. Clean.Facts, Other.Facts[^1]] }),
        Complete("another product's place in the map", "The map of products does not have this product", Clean with { MapIndex = Other.MapIndex, MapProof = Other.MapProof }),
        Complete("the log rewritten since a checkpoint in the bundle", "rewritten or forked", Clean with { Older = [new(Fork.Published[2].Note, Clean.Older[^1].Proof)] }),
        Complete("an old checkpoint replayed", "An old checkpoint was replayed", Clean, Grown().Published[^1].Note),
        Complete("the log forked", "the log was forked", Clean, Fork.Published[^1].Note),
        Complete("a checkpoint without a proof", "ask for a bundle with one", Clean with { Older = [] }, Fork.Published[2].Note),
    ];

    private static Attack Unaltered(string name, string words, BundleContent content) => new(name, Finding.Unaltered, words, BundleWriter.Write(content));

    private static Attack Complete(string name, string words, BundleContent content, params string[] kept) => new(name, Finding.Complete, words, BundleWriter.Write(content), kept);

    private static BundleContent Edited(string there, string instead) => Clean with { Facts = [.. Clean.Facts.Select(f => f with { Leaf = Edit(f.Leaf, there, instead) })] };

    private static Policy Softer(Policy policy) => policy with { Document = CanonicalJson.Parse(policy.Document!.Text.Replace("\"passMark\":80", "\"passMark\":10", StringComparison.Ordinal)) };

    /// <summary>As many leaves, but others.</summary>
    private static SealedLog Forked()
    {
        var other = SealedLog.Of(Journey.Live());
        while (other.Leaves.Count < Log.Leaves.Count) other.Refusal(People.Designer, Sample.Monday);
        other.Publish();
        return other;
    }

    private static SealedLog Grown()
    {
        var log = SealedLog.Of(Tour.Walked());
        log.Refusal(People.Designer, Sample.Monday);
        log.Publish();
        return log;
    }

    private static SealedLog Rebuilt(bool vouched)
    {
        var log = SealedLog.Of(Journey.Live());
        log.Key = LogKeys.Second;
        log.Publish();
        if (vouched) log.Rotations.Add(SignedNote.Sign(new KeyRotation(LogKeys.First.Public.Name, LogKeys.Second.Public, SealedLog.Sealing).Text, LogKeys.Second.Public, LogKeys.Second.Sign).Write());
        return log;
    }

    private static byte[] Edit(byte[] leaf, string there, string instead) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(leaf).Replace(there, instead, StringComparison.Ordinal));
}
