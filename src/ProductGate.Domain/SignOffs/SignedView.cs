using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProductGate.Domain;

/// <summary>An opinion that is not settled for good, as a signer is shown it; an accepted risk is among them, for it expires.</summary>
public sealed record ShownOpinion(int Number, OpinionKind Kind, OpinionStatus Status);

/// <summary>A condition that is still to be met, as a signer is shown it.</summary>
public sealed record ShownCondition(int Number, Role Owner, ConditionGate Gate);

/// <summary>Exactly what is signed; a signature keeps its hash.</summary>
/// <remarks>Made of nothing that the product as it was at that version does not tell: whoever has it can make the hash again.</remarks>
/// <param name="Sections">Everything that the signature covers; a section that is not there yet has an empty hash.</param>
/// <param name="Evaluation">The revision that the newest answers to the checklist judge.</param>
public sealed record SignedView(
    Guid ProductId, int Revision, int Round, Stage Stage, Role Office, PolicyRef Policy, ImmutableArray<SectionHash> Sections,
    ImmutableArray<ShownOpinion> Opinions, ImmutableArray<ShownCondition> Conditions, int? Evaluation)
{
    public static SignedView Of(Product p, Stage stage, Role office, IEnumerable<Section> covered) => new(
        p.Id, p.Revision, p.Round, stage, office, p.Policy, [.. covered.Select(x => new SectionHash(x, p.HashOf(x)))],
        [.. p.Opinions.Where(o => o.Status is not (OpinionStatus.Verified or OpinionStatus.Withdrawn or OpinionStatus.Declined)).Select(o => new ShownOpinion(o.Number, o.Kind, o.Status))],
        [.. p.Conditions.Where(c => c.IsOpen).Select(c => new ShownCondition(c.Number, c.Owner, c.Gate))], p.Evaluation?.Revision);

    /// <summary>SHA-256 of the canonical JSON (RFC 8785), lower-case hex.</summary>
    [JsonIgnore]
    public string Hash => CanonicalJson.Of(JsonSerializer.SerializeToElement(this, Json.Options)).Hash;
}
