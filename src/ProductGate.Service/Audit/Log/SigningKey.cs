using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.OpenSsl;
using Org.BouncyCastle.Security;
using ProductGate.Domain;

namespace ProductGate.Service.Audit;

/// <summary>The Ed25519 key that signs checkpoints. The framework has none, so the library that mail brings along does it.</summary>
internal sealed class SigningKey
{
    private readonly Ed25519PrivateKeyParameters secret;

    private SigningKey(string origin, Ed25519PrivateKeyParameters secret) => (this.secret, Public) = (secret, new(origin, secret.GeneratePublicKey().GetEncoded()));

    public LogKey Public { get; }

    public string Secret => Convert.ToBase64String(secret.GetEncoded());

    public static SigningKey Create(string origin) => new(origin, new Ed25519PrivateKeyParameters(new SecureRandom()));

    /// <param name="text">32 bytes in base64, or PEM.</param>
    /// <exception cref="InvalidOperationException">It is no such key.</exception>
    public static SigningKey Read(string origin, string text)
    {
        if (text.Contains("-----BEGIN", StringComparison.Ordinal))
        {
            using var pem = new PemReader(new StringReader(text));
            return pem.ReadObject() as Ed25519PrivateKeyParameters is { } key ? new(origin, key) : throw new InvalidOperationException("Audit:Key is no Ed25519 key.");
        }
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var length) && length == Ed25519PrivateKeyParameters.KeySize
            ? new(origin, new Ed25519PrivateKeyParameters(bytes, 0))
            : throw new InvalidOperationException("Audit:Key is neither 32 bytes in base64 nor PEM.");
    }

    public byte[] Sign(byte[] message)
    {
        var signer = new Ed25519Signer();
        signer.Init(forSigning: true, secret);
        signer.BlockUpdate(message, 0, message.Length);
        return signer.GenerateSignature();
    }

    public static bool Verify(byte[] key, byte[] message, byte[] signature)
    {
        var verifier = new Ed25519Signer();
        verifier.Init(forSigning: false, new Ed25519PublicKeyParameters(key));
        verifier.BlockUpdate(message, 0, message.Length);
        return verifier.VerifySignature(signature);
    }
}
