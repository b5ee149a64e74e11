using System.Collections.Immutable;

namespace ProductGate.Domain;

/// <summary>The keys that the verifying person trusts, with those that they passed their trust on to.</summary>
/// <param name="Retired">When a key was replaced: it signs nothing later.</param>
public sealed record Trust(VerifySignature Verify, ImmutableArray<LogKey> Keys, ImmutableDictionary<string, DateTimeOffset> Retired)
{
    public static Trust In(VerifySignature verify, IEnumerable<LogKey> keys) => new(verify, [.. keys], []);

    /// <summary>Follows rotations, as signed notes, in order; one that no trusted key has signed changes nothing.</summary>
    public Trust After(IEnumerable<string> rotations) => rotations.Aggregate(this, (trust, text) =>
    {
        if (SignedNote.Read(text) is not { } note || KeyRotation.Read(note.Text) is not { } rotation || trust.Signer(note, rotation.At) is not { } old) return trust;
        return trust with { Keys = trust.Keys.Contains(rotation.Next, KeyText.Instance) ? trust.Keys : trust.Keys.Add(rotation.Next), Retired = trust.Retired.SetItem(old.Text, rotation.At) };
    });

    /// <summary>The checkpoint of a note that a trusted key has signed; null where none has, or it is no checkpoint of the key's log.</summary>
    public Checkpoint? Read(string text) =>
        SignedNote.Read(text) is { } note && Checkpoint.Read(note.Text) is { } read && Signer(note, read.At) is { } key && key.Name == read.Origin ? read : null;

    private LogKey? Signer(SignedNote note, DateTimeOffset at) => Keys.FirstOrDefault(k => note.IsSignedBy(k, Verify) && (!Retired.TryGetValue(k.Text, out var until) || at <= until));

    private sealed class KeyText : IEqualityComparer<LogKey>
    {
        public static readonly KeyText Instance = new();

        public bool Equals(LogKey? x, LogKey? y) => x?.Text == y?.Text;

        public int GetHashCode(LogKey obj) => obj.Text.GetHashCode(StringComparison.Ordinal);
    }
}
