using System.Text.Json;

namespace ProductGate.Domain;

/// <summary>What the whole log's verifier needs of a leaf: its hash, and of a fact whose and which one it is.</summary>
internal readonly record struct LogLine(byte[] Hash, bool IsFact, Guid Stream, long Version, long Sequence)
{
    /// <summary>Null where it is no leaf.</summary>
    public static LogLine? Read(ReadOnlySpan<byte> leaf)
    {
        try
        {
            return Members(leaf) with { Hash = Digest.OfLeaf(leaf) };
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private static LogLine Members(ReadOnlySpan<byte> leaf)
    {
        var reader = new Utf8JsonReader(leaf);
        var (line, kind) = (default(LogLine), false);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new JsonException();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("kind"u8) && reader.Read()) (line, kind) = (line with { IsFact = reader.ValueTextEquals("fact"u8) }, true);
            else if (reader.ValueTextEquals("stream"u8) && reader.Read()) line = line with { Stream = reader.GetGuid() };
            else if (reader.ValueTextEquals("version"u8) && reader.Read()) line = line with { Version = reader.GetInt64() };
            else if (reader.ValueTextEquals("sequence"u8) && reader.Read()) line = line with { Sequence = reader.GetInt64() };
            else reader.Skip();
        }
        return kind && (!line.IsFact || line is { Version: > 0, Sequence: > 0 }) ? line : throw new JsonException();
    }
}
