namespace ProductGate.Domain;

/// <summary>A leaf with its position in the tree and the proof that it is there.</summary>
public sealed record ProvenLeaf(byte[] Leaf, long Index, byte[][] Proof);

/// <summary>All facts of a stream beside the product's, and the proof that the map has it with just these.</summary>
public sealed record ProvenStream(Guid Stream, IReadOnlyList<ProvenLeaf> Facts, long MapIndex, byte[][] MapProof);

/// <summary>An older checkpoint, as signed, and the proof that the newest tree grew out of it.</summary>
public sealed record OlderCheckpoint(string Note, byte[][] Proof);

/// <summary>A document that the facts refer to; its content where it is to be in the bundle.</summary>
/// <param name="Sha256">Lower-case hex.</param>
public sealed record BundleDocument(string Sha256, string Name, byte[]? Content = null);

/// <summary>Everything that a bundle is made of. The same content always makes the same bytes.</summary>
/// <param name="Facts">All facts of the product, in order of version.</param>
/// <param name="Refusals">Refused commands on the product, in order of position.</param>
/// <param name="MapIndex">The position of the product's entry in the map.</param>
/// <param name="Checkpoint">The newest, as signed; all proofs lead to it.</param>
/// <param name="Older">In order of size.</param>
/// <param name="FirstKey">The log's first key.</param>
/// <param name="Rotations">Signed notes, in order: to the second key, to the third, and so on.</param>
/// <param name="Policies">Every policy version that judged the product.</param>
/// <param name="Calendars">Every calendar that counted its days beside a policy's own.</param>
public sealed record BundleContent(
    Guid Product, IReadOnlyList<ProvenLeaf> Facts, IReadOnlyList<ProvenLeaf> Refusals, long MapIndex, byte[][] MapProof, string Checkpoint,
    IReadOnlyList<OlderCheckpoint> Older, LogKey FirstKey, IReadOnlyList<string> Rotations, IReadOnlyList<Policy> Policies, IReadOnlyList<Calendar> Calendars,
    IReadOnlyList<BundleDocument> Documents)
{
    /// <summary>What was passed on for every product by those in whose name somebody acted here.</summary>
    public IReadOnlyList<ProvenStream> Delegations { get; init; } = [];
}
