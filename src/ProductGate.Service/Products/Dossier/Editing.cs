using Microsoft.Extensions.Primitives;
using ProductGate.Domain;
using ProductGate.Service.Documents;

namespace ProductGate.Service.Products;

/// <summary>Somebody else's change since the page was opened.</summary>
public sealed record LaterFact(string Who, Phrase What, DateTimeOffset At);

/// <summary>A section that somebody is writing.</summary>
/// <param name="Version">Of the product, as they know it.</param>
/// <param name="Basis">The revision of the section that their text began with.</param>
/// <param name="Fields">What stands in the form.</param>
public sealed record Editing(Product Product, Section Section, long Version, int Basis, IReadOnlyDictionary<string, StringValues> Fields)
{
    public SectionDraft? Draft { get; init; }

    /// <summary>The table that shall have one row more.</summary>
    public string? NewRow { get; init; }

    public Phrase[] Missing { get; init; } = [];

    /// <summary>Sizes and types of the documents that the form names.</summary>
    public IReadOnlyDictionary<string, StoredDocument> Documents { get; init; } = new Dictionary<string, StoredDocument>();

    public LaterFact[] Since { get; init; } = [];

    /// <summary>What others changed in this section since.</summary>
    public SectionChange? Changed { get; init; }

    public bool TouchesSignatures => Product.Valid.Any();

    public string Address => $"/products/{Product.Id}/dossier/{Section}";

    public string Text(string path) => Fields.GetValueOrDefault(path).ToString();

    /// <summary>Why this person may not write the section now; null if they may.</summary>
    internal static Refusal? Refusal(Product product, Actor by, DateTimeOffset now, Policy policy, Section section) =>
        ProductRules.Refuses(new(product, by, now, policy), new ReviseSection(section, CanonicalJson.Parse("{}")));
}
