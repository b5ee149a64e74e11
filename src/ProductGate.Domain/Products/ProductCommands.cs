using System.Text.Json.Serialization;

namespace ProductGate.Domain;

/// <summary>A new product design. The team must be one of the declarant's own.</summary>
public sealed record DeclareProduct(string Name, string Category, ProductKind Kind, string Team, string Summary, Guid? Predecessor = null);

/// <summary>A new revision of one section; its content replaces what the section said.</summary>
public sealed record ReviseSection(Section Section, CanonicalJson Content) : IProductCommand, IRefersToDocuments
{
    [JsonIgnore]
    public IEnumerable<DocumentRef> References => Sections.DocumentsIn(Content);
}

public sealed record WithdrawProduct(string Reason) : IReasoned;

/// <summary>A material change of a launched product.</summary>
public sealed record ProposeChange(string Reason) : IReasoned
{
    /// <summary>The policy now in force, which the new round is pinned to. Supplied by the service.</summary>
    [JsonIgnore]
    public Policy? InForce { get; init; }
}

/// <summary>Judge the running round by another policy version.</summary>
public sealed record MigratePolicy(int Version, string Reason) : IReasoned
{
    /// <summary>The policy that the version names. Supplied by the service; absent when there is no such version.</summary>
    [JsonIgnore]
    public Policy? Target { get; init; }
}
