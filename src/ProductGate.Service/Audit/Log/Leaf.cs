using ProductGate.Domain;

namespace ProductGate.Service.Audit;

/// <summary>A leaf on its way into the tree, or read back from what it was made of.</summary>
/// <param name="Number">Of the event, of the refusal, or of the last access record of a batch.</param>
/// <param name="Policy">As <see cref="PolicyText"/> writes it; kept because the fact does not say which policy judged it.</param>
internal sealed record Leaf(string Kind, long Number, Guid? Product, long? Version, string? Policy, byte[] Bytes)
{
    public const string Fact = "fact";
    public const string Refusal = "refusal";
    public const string Reading = "reading";

    public byte[] Hash { get; } = Digest.OfLeaf(Bytes);
}

/// <summary>The policy that judged, in one column.</summary>
internal static class PolicyText
{
    public static string Of(PolicyRef policy) => $"{policy.Id}\n{policy.Version}\n{policy.Hash}";

    public static LeafPolicy? Read(string? text) => text?.Split('\n') is [var id, var version, var hash] ? new(id, int.Parse(version, null), Digest.WriteHex(hash)) : null;
}
