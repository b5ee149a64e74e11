using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using ProductGate.Domain;
using ProductGate.Tests.Rules;

namespace ProductGate.Tests.Http;

/// <summary>A small witness (C2SP tlog-witness): it signs a checkpoint of a log that it knows if that grew out of the one that it signed before.</summary>
internal sealed class Witness(LogKey log)
{
    private const string Name = "witness.example";
    private static readonly byte[] Public = [4, .. LogKeys.Second.Public.Public];
    private static readonly byte[] Id = SHA256.HashData([.. Encoding.UTF8.GetBytes($"{Name}\n"), .. Public])[..4];

    private Checkpoint? last;

    public string Key => $"{Name}+{Convert.ToHexStringLower(Id)}+{Convert.ToBase64String(Public)}";

    public int Signed { get; private set; }

    public async Task<IResult> Add(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync();
        var end = body.IndexOf("\n\n", StringComparison.Ordinal);
        var (head, note) = (body[..end].Split('\n'), SignedNote.Read(body[(end + 2)..])!);
        if (!note.IsSignedBy(log, LogKeys.Verify) || Checkpoint.Read(note.Text) is not { } now) return Results.StatusCode(403);
        var old = last?.Size ?? 0;
        if (head[0] != $"old {old}") return Results.Text(old.ToString(CultureInfo.InvariantCulture), "text/x.tlog.size", statusCode: 409);
        if (!MerkleChecks.IsConsistent(old, last?.Root ?? MerkleTree.Empty, now.Size, now.Root, [.. head[1..].Select(Convert.FromBase64String)])) return Results.StatusCode(422);
        (last, Signed) = (now, Signed + 1);
        return Results.Text(Cosign(note.Text));
    }

    public string Cosign(string text)
    {
        var time = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(time, 1_772_000_000);
        return new NoteSignature(Name, Id, [.. time, .. LogKeys.Second.Sign(Encoding.UTF8.GetBytes($"cosignature/v1\ntime 1772000000\n{text}"))]).Line;
    }
}
