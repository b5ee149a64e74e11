using System.Collections.Immutable;

namespace ProductGate.Domain;

/// <summary>Verifies a bundle from its bytes, the keys that somebody trusts, and the checkpoints that they kept: no server, no database.</summary>
public static class BundleVerifier
{
    /// <param name="kept">Checkpoints from elsewhere, as signed.</param>
    /// <exception cref="UnreadableBundleException">It cannot be read at all.</exception>
    public static Verdict Verify(ReadOnlyMemory<byte> zip, Trust trust, IReadOnlyList<string> kept)
    {
        var bundle = Bundle.Read(zip);
        var trusted = trust.After(bundle.Keys.Rotations);
        if (trusted.Read(bundle.Checkpoint) is not { } checkpoint) return Verdict.Of(new Finding(Finding.Unaltered, Unsigned(bundle, trusted)));
        ImmutableArray<Finding> findings = [.. UnalteredCheck.Of(bundle, checkpoint), .. KeyChain(bundle, trust.Verify), .. CompleteCheck.Of(bundle, checkpoint, trusted, kept)];
        // Whether altered facts would be lawful is nobody's question.
        if (!findings.IsEmpty) return new(findings, []);
        return LawfulCheck.Of(bundle, checkpoint);
    }

    /// <summary>Whoever trusts the log's first key comes to the same checkpoint, and every change of keys is needed for that.</summary>
    private static IEnumerable<Finding> KeyChain(Bundle bundle, VerifySignature verify)
    {
        if (LogKey.Read(bundle.Keys.First) is { } first && Trust.In(verify, [first]).After(bundle.Keys.Rotations) is { } chain && chain.Keys.Length == bundle.Keys.Rotations.Length + 1 && chain.Read(bundle.Checkpoint) is not null) yield break;
        yield return new(Finding.Unaltered, "keys.json does not lead, change by change, from the log's first key to the one that signed the checkpoint.");
    }

    private static string Unsigned(Bundle bundle, Trust trust) =>
        SignedNote.Read(bundle.Checkpoint) is not { } note || Checkpoint.Read(note.Text) is not { } read ? "checkpoint.txt is not a checkpoint."
        : trust.Keys.Any(k => k.Name == read.Origin) ? "The checkpoint is not signed by a key that you trust: it was altered, or signed with another key."
        : $"The checkpoint is of the log {read.Origin}, for which you have given no key.";
}
