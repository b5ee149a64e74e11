using Org.BouncyCastle.Math.EC.Rfc8032;
using ProductGate.Domain;

namespace ProductGate.Tests.Rules;

/// <summary>Keys of RFC 8032, and Ed25519 as the programs do it.</summary>
internal sealed record LogKeys(LogKey Public, byte[] Seed)
{
    public static readonly LogKeys First = Of("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    public static readonly LogKeys Second = Of("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");

    public static bool Verify(byte[] key, byte[] message, byte[] signature) => Ed25519.Verify(signature, 0, key, 0, message, 0, message.Length);

    public byte[] Sign(byte[] message)
    {
        var signature = new byte[64];
        Ed25519.Sign(Seed, 0, message, 0, message.Length, signature, 0);
        return signature;
    }

    private static LogKeys Of(string seed)
    {
        var (secret, key) = (Convert.FromHexString(seed), new byte[32]);
        Ed25519.GeneratePublicKey(secret, 0, key, 0);
        return new(new("bank.example/productgate", key), secret);
    }
}
