using System.Globalization;

namespace ProductGate.Domain;

/// <summary>What the log says it is at a moment (C2SP tlog-checkpoint): its size and root, and the map of products.</summary>
public sealed record Checkpoint(string Origin, long Size, byte[] Root, long Products, byte[] MapRoot, DateTimeOffset At)
{
    /// <summary>The text that is signed.</summary>
    public string Text =>
        $"{Origin}\n{Size.ToString(CultureInfo.InvariantCulture)}\n{Convert.ToBase64String(Root)}\nmap {Products.ToString(CultureInfo.InvariantCulture)} {Convert.ToBase64String(MapRoot)}\nat {LogTime.Write(At)}\n";

    /// <summary>Null unless the text is a checkpoint written in the one way.</summary>
    public static Checkpoint? Read(string text)
    {
        var lines = text.Split('\n');
        if (lines.Length != 6 || lines[3].Split(' ') is not ["map", var products, var map] || lines[4].Split(' ') is not ["at", var at]) return null;
        if (Number(lines[1]) is not { } size || Hash(lines[2]) is not { } root || Number(products) is not { } count || Hash(map) is not { } mapRoot || LogTime.Read(at) is not { } time) return null;
        var read = new Checkpoint(lines[0], size, root, count, mapRoot, time);
        return read.Text == text ? read : null;
    }

    /// <summary>Whether it says just this, whatever its time.</summary>
    public bool IsOf(long size, byte[] root, long products, byte[] mapRoot) => Size == size && Products == products && Root.AsSpan().SequenceEqual(root) && MapRoot.AsSpan().SequenceEqual(mapRoot);

    /// <summary>Whether both say the same of the log, at whatever times.</summary>
    public bool Agrees(Checkpoint other) => IsOf(other.Size, other.Root, other.Products, other.MapRoot);

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static byte[]? Hash(string text)
    {
        var hash = new byte[Digest.Length];
        return Convert.TryFromBase64String(text, hash, out var length) && length == hash.Length ? hash : null;
    }
}
