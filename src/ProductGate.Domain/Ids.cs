using System.Security.Cryptography;
using System.Text;

namespace ProductGate.Domain;

/// <summary>Ids of things inside a product: derived from the product and a running number, so that a pure rule can name them (RFC 9562, version 8).</summary>
public static class Ids
{
    public static Guid Derive(Guid product, string kind, int number) => Derive($"{product:N}/{kind}/{number}");

    public static Guid Derive(string name)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
