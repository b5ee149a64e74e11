using System.Text;
using System.Text.Json;

namespace ProductGate.Domain;

/// <summary>The first line of a log export; then every leaf in the order of the tree, one a line; then <see cref="LogExportEnd"/>.</summary>
public sealed record LogExportHead(string Format, string Origin, BundleKeys Keys)
{
    public const string ThisFormat = "productgate-log/1";
}

/// <summary>The last line of a log export: the checkpoint over all leaves before it, as signed.</summary>
public sealed record LogExportEnd(string Checkpoint);

/// <summary>Writes the first and the last line; the leaves between them are written as they are.</summary>
public static class LogExport
{
    public static byte[] Head(string origin, LogKey first, IEnumerable<string> rotations) => Line(new LogExportHead(LogExportHead.ThisFormat, origin, new(first.Text, [.. rotations])));

    public static byte[] End(string checkpoint) => Line(new LogExportEnd(checkpoint));

    private static byte[] Line<T>(T value) => Encoding.UTF8.GetBytes(CanonicalJson.Of(JsonSerializer.SerializeToElement(value, Json.Options)).Text + "\n");
}
