using System.Security.Cryptography;
using System.Text;

namespace ProductGate.Domain;

/// <summary>A public Ed25519 key under the name it signs with. As text it is the verifier key of C2SP signed-note: <c>name+id+base64</c>.</summary>
public sealed record LogKey(string Name, byte[] Public)
{
    private const byte Ed25519 = 1;

    /// <summary>The first four bytes of SHA-256(name, line feed, algorithm, key).</summary>
    public byte[] Id => SHA256.HashData([.. Encoding.UTF8.GetBytes(Name), (byte)'\n', Ed25519, .. Public])[..4];

    public string Text => $"{Name}+{Convert.ToHexStringLower(Id)}+{Convert.ToBase64String([Ed25519, .. Public])}";

    /// <summary>Null unless the text is a key whose id fits its name.</summary>
    public static LogKey? Read(string text)
    {
        text = text.Trim();
        // Base64 may hold a plus itself.
        if (text.Split('+', 3) is not [var name, _, var base64] || !IsName(name)) return null;
        var bytes = new byte[33];
        if (!Convert.TryFromBase64String(base64, bytes, out var length) || length != 33 || bytes[0] != Ed25519) return null;
        var key = new LogKey(name, bytes[1..]);
        return key.Text == text ? key : null;
    }

    /// <summary>Neither spaces nor a plus (C2SP signed-note).</summary>
    public static bool IsName(string name) => name.Length > 0 && !name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '+');
}
