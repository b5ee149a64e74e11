using System.Buffers;
using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Documents;

/// <summary>Whether the bytes of a file are what its sender says they are. No library for it is at hand; these are the types that dossiers consist of.</summary>
internal static class MediaTypes
{
    public const string Unknown = "application/octet-stream";

    private const string Zip = "application/zip";
    private const string Ole = "application/x-ole-storage";

    /// <summary>How files of a type begin, and at which byte. The first type of a beginning is the one that is kept where the sender names none.</summary>
    private static readonly (string Type, int At, byte[] Bytes)[] Beginnings =
    [
        ("application/pdf", 0, "%PDF-"u8.ToArray()),
        ("image/png", 0, [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A]),
        ("image/jpeg", 0, [0xFF, 0xD8, 0xFF]),
        ("image/gif", 0, "GIF8"u8.ToArray()),
        ("image/tiff", 0, [.. "II"u8, 0x2A, 0]),
        ("image/tiff", 0, [.. "MM"u8, 0, 0x2A]),
        ("image/webp", 8, "WEBP"u8.ToArray()),
        (Zip, 0, [.. "PK"u8, 3, 4]),
        (Ole, 0, [0xD0, 0xCF, 0x11, 0xE0]),
    ];

    /// <summary>Office documents are archives or compound files inside.</summary>
    private static readonly (string Prefix, string Container)[] Contained =
    [
        ("application/vnd.openxmlformats-officedocument.", Zip), ("application/vnd.oasis.opendocument.", Zip),
        ("application/msword", Ole), ("application/vnd.ms-excel", Ole), ("application/vnd.ms-powerpoint", Ole), ("application/vnd.ms-outlook", Ole),
    ];

    /// <summary>Programs of the usual systems, and scripts that name their interpreter.</summary>
    private static readonly byte[][] Programs =
    [
        [.. "MZ"u8], [0x7F, .. "ELF"u8], [0xCF, 0xFA, 0xED, 0xFE], [0xCE, 0xFA, 0xED, 0xFE], [0xFE, 0xED, 0xFA, 0xCE], [0xFE, 0xED, 0xFA, 0xCF], [0xCA, 0xFE, 0xBA, 0xBE], [.. "#!"u8],
    ];

    private static readonly SearchValues<byte> NeverInText = SearchValues.Create([0, 1, 2, 3, 4, 5, 6, 7, 8, 0x0E, 0x0F, 0x7F]);

    /// <summary>The type to keep.</summary>
    /// <param name="start">The file's first bytes, as many as there are up to a chunk.</param>
    /// <exception cref="ProblemException">422: a program, or not what its type says.</exception>
    public static string Check(string declared, ReadOnlySpan<byte> start)
    {
        if (IsProgram(start)) throw Refused("program-refused", "The file is a program. Dossiers consist of documents.");
        var found = Found(start);
        if (declared == Unknown) return found ?? Unknown;
        if (Expected(declared) is { } expected && found != expected) throw Refused("media-type-mismatch", $"The file says that it is {declared}, but its content is something else.");
        if (IsText(declared) && !IsWide(start) && start.ContainsAny(NeverInText)) throw Refused("media-type-mismatch", $"The file says that it is {declared}, but its content is no text.");
        return declared;
    }

    private static bool IsProgram(ReadOnlySpan<byte> start)
    {
        foreach (var program in Programs)
            if (start.StartsWith(program)) return true;
        return false;
    }

    private static string? Found(ReadOnlySpan<byte> start)
    {
        foreach (var (type, at, bytes) in Beginnings)
            if (start.Length >= at && start[at..].StartsWith(bytes)) return type;
        return null;
    }

    private static string? Expected(string declared) =>
        Array.Find(Contained, c => declared.StartsWith(c.Prefix, StringComparison.Ordinal)).Container ?? (Array.Exists(Beginnings, b => b.Type == declared) ? declared : null);

    private static bool IsText(string declared) => declared.StartsWith("text/", StringComparison.Ordinal) || declared is "application/json" or "application/xml";

    /// <summary>UTF-16, in which every other byte of plain English is zero.</summary>
    private static bool IsWide(ReadOnlySpan<byte> start) => start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];

    private static ProblemException Refused(string code, Phrase sentence) => new(Problem.Field(422, code, "file", sentence));
}
