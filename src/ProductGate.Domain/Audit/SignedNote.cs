using System.Collections.Immutable;
using System.Text;

namespace ProductGate.Domain;

/// <summary>Whether an Ed25519 signature (64 bytes) of a message is by a key (32 bytes). Supplied by the program: the framework has no Ed25519.</summary>
public delegate bool VerifySignature(byte[] key, byte[] message, byte[] signature);

/// <summary>One signature line of a note: whose, the key's id (4 bytes) and the signature.</summary>
public sealed record NoteSignature(string Name, byte[] KeyId, byte[] Signature)
{
    public string Line => $"\u2014 {Name} {Convert.ToBase64String([.. KeyId, .. Signature])}\n";
}

/// <summary>A text with signatures below it (C2SP signed-note). Several may sign: an old and a new key, witnesses.</summary>
public sealed record SignedNote(string Text, ImmutableArray<NoteSignature> Signatures)
{
    /// <param name="sign">Gives the Ed25519 signature of a message.</param>
    public static SignedNote Sign(string text, LogKey key, Func<byte[], byte[]> sign) => new SignedNote(text, []).And(key, sign);

    /// <summary>The same note with one more signature.</summary>
    public SignedNote And(LogKey key, Func<byte[], byte[]> sign) =>
        this with { Signatures = Signatures.Add(new(key.Name, key.Id, sign(Encoding.UTF8.GetBytes(Text)))) };

    /// <summary>The whole note as it is kept and published.</summary>
    public string Write() => $"{Text}\n{string.Concat(Signatures.Select(s => s.Line))}";

    /// <summary>Null unless it is a note written in the one way.</summary>
    public static SignedNote? Read(string note)
    {
        var end = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || !note.EndsWith('\n') || end + 2 == note.Length) return null;
        var signatures = note[(end + 2)..^1].Split('\n').Select(Signature).ToList();
        if (signatures.Contains(null)) return null;
        var read = new SignedNote(note[..(end + 1)], [.. signatures.OfType<NoteSignature>()]);
        return read.Write() == note ? read : null;
    }

    /// <summary>Whether the key has signed. A second signature under the key's name and id that is wrong spoils the note (C2SP).</summary>
    public bool IsSignedBy(LogKey key, VerifySignature verify)
    {
        var own = Signatures.Where(s => s.Name == key.Name && s.KeyId.AsSpan().SequenceEqual(key.Id)).ToList();
        return own.Count > 0 && own.TrueForAll(s => s.Signature.Length == 64 && verify(key.Public, Encoding.UTF8.GetBytes(Text), s.Signature));
    }

    private static NoteSignature? Signature(string line)
    {
        if (line.Split(' ') is not ["\u2014", var name, var base64] || !LogKey.IsName(name)) return null;
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) && length > 4 ? new(name, bytes[..4], bytes[4..length]) : null;
    }
}
