using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ProductGate.Domain;

namespace ProductGate.Service.Audit;

/// <summary>Somebody else's key that signs what they have seen of this log (C2SP tlog-cosignature, Ed25519): <c>name+id+base64</c>.</summary>
internal sealed record WitnessKey(string Name, byte[] Id, byte[] Public)
{
    private const byte Cosignature = 4;
    private const int TimeLength = 8;

    /// <exception cref="InvalidOperationException">It is no such key.</exception>
    public static WitnessKey Read(string text)
    {
        var bytes = new byte[33];
        if (text.Trim().Split('+', 3) is not [var name, var id, var base64] || !Convert.TryFromBase64String(base64, bytes, out var length) || length != 33 || bytes[0] != Cosignature)
            throw new InvalidOperationException("Audit:Witnesses: a key is name+id+base64 of an Ed25519 cosignature key.");
        var key = new WitnessKey(name, SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', .. bytes])[..4], bytes[1..]);
        return Convert.ToHexStringLower(key.Id) == id ? key : throw new InvalidOperationException("Audit:Witnesses: a key's id does not fit its name.");
    }

    /// <summary>Whether the witness has signed just this text, at whatever time.</summary>
    public bool HasSigned(string text, NoteSignature line)
    {
        if (line.Name != Name || !line.KeyId.AsSpan().SequenceEqual(Id) || line.Signature.Length != TimeLength + 64) return false;
        var time = BinaryPrimitives.ReadUInt64BigEndian(line.Signature);
        return SigningKey.Verify(Public, Encoding.UTF8.GetBytes($"cosignature/v1\ntime {time}\n{text}"), line.Signature[TimeLength..]);
    }
}
