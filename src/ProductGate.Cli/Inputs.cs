using System.CommandLine;
using Org.BouncyCastle.Math.EC.Rfc8032;
using ProductGate.Domain;

namespace ProductGate.Cli;

/// <summary>Something given to the program that cannot be used.</summary>
internal sealed class UnusableException(string says) : Exception(says);

/// <summary>What every verification is given: keys that are trusted, checkpoints that were kept.</summary>
internal static class Inputs
{
    public static Option<string[]> Keys => new("--key") { Description = "A public key of the log (name+id+base64), or a file with keys, one a line. From elsewhere than the bundle.", Required = true };

    public static Option<string[]> Checkpoints => new("--checkpoint") { Description = "A file with a checkpoint that you kept: what is verified must have grown out of it." };

    public static Option<bool> Json => new("--json") { Description = "Say the verdict as JSON." };

    /// <exception cref="UnusableException">None of them is a key.</exception>
    public static Trust Trust(string[] keys)
    {
        var texts = keys.SelectMany(k => File.Exists(k) ? File.ReadAllLines(k).Where(l => !string.IsNullOrWhiteSpace(l)) : [k]);
        return Domain.Trust.In(Verify, texts.Select(t => LogKey.Read(t) ?? throw new UnusableException($"'{t}' is not a key: name+id+base64 is expected, or a file.")));
    }

    public static IReadOnlyList<string> Read(string[]? files) => [.. (files ?? []).Select(File.ReadAllText)];

    private static bool Verify(byte[] key, byte[] message, byte[] signature) => Ed25519.Verify(signature, 0, key, 0, message, 0, message.Length);
}
