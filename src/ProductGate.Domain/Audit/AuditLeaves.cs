using System.Text;
using System.Text.Json;

namespace ProductGate.Domain;

/// <summary>Who acted, as the event kept it.</summary>
/// <param name="Teams">Absent in events from before teams were kept.</param>
public sealed record LeafActor(string Id, string? Name = null, ActorKind? Kind = null, Role[]? Roles = null, string[]? Teams = null);

/// <summary>The policy that judged, by its hash.</summary>
public sealed record LeafPolicy(string Id, int Version, string Hash)
{
    public static LeafPolicy Of(PolicyRef policy) => new(policy.Id, policy.Version, Digest.WriteHex(policy.Hash));
}

/// <summary>A stored fact as it is hashed. <paramref name="Data"/> is the stored JSON; <paramref name="At"/> is <see cref="LogTime"/>.</summary>
public sealed record FactLeaf(
    long Sequence, Guid Stream, long Version, string Type, JsonElement Data, LeafActor Actor, string At, string? Correlation = null, string? Causation = null, LeafPolicy? Policy = null)
{
    public string Kind => "fact";
}

/// <summary>A refused command (R14): who wanted what, and which rule of which policy said no.</summary>
/// <param name="Id">Of the service's record.</param>
/// <param name="Missing">What would have had to happen, in words.</param>
/// <param name="Owed">By whom and by when, for each of these; absent where none of it is known.</param>
/// <param name="Version">Of the product that was decided on; absent where there was none yet.</param>
/// <param name="Asked">What the command said.</param>
public sealed record RefusalLeaf(
    string Id, Guid Product, string Command, string Code, string Sentence, string[] Missing, LeafActor Actor, string At, string? Rule = null, string? Correlation = null, LeafPolicy? Policy = null,
    long? Version = null, JsonElement? Asked = null, LeafOwed[]? Owed = null)
{
    public string Kind => "refusal";
}

/// <summary>Who can supply what is missing, and by when it is due, where known.</summary>
public sealed record LeafOwed(Role? By = null, string? Due = null)
{
    public static LeafOwed Of(Missing missing) => new(missing.By, missing.Due is { } due ? LogTime.Write(due) : null);
}

/// <summary>A batch of access records: people stay out of the tree, the batch can be shown beside it.</summary>
/// <param name="Digest">Of the batch in canonical JSON.</param>
public sealed record ReadingLeaf(long From, long To, int Count, string Digest, string At)
{
    public string Kind => "reading";
}

/// <summary>Turns what happened into the bytes that are hashed: RFC 8785 canonical JSON, absent members left out.</summary>
public static class AuditLeaves
{
    internal static readonly JsonSerializerOptions Whole = new(Json.Options) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    public static byte[] Write<T>(T leaf) => Encoding.UTF8.GetBytes(CanonicalJson.Of(JsonSerializer.SerializeToElement(leaf, Json.Options)).Text);

    /// <summary>Null where it is no such leaf. Members that are not known are passed over.</summary>
    public static T? Read<T>(ReadOnlySpan<byte> leaf)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(leaf, Whole);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The hash of one canonical JSON text, as JSON writes it.</summary>
    public static string DigestOf(CanonicalJson json) => Digest.WriteHex(json.Hash);
}
