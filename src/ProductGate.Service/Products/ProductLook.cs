using ProductGate.Domain;

namespace ProductGate.Service.Products;

/// <summary>A product as one person looks at it: what it is, what happened to it, and what that person may do.</summary>
public sealed class ProductLook
{
    private readonly Permission[] permissions;

    internal ProductLook(Situation situation, Told told)
    {
        (Situation, Dossier) = (situation, told.Dossier);
        Trail = [.. told.Events.Where(e => e.Data is IFact).Select(Happening.Of)];
        permissions = [.. Permissions.Of(situation)];
    }

    public Situation Situation { get; }

    public Dossier Dossier { get; }

    /// <summary>Everything that happened, oldest first.</summary>
    public Happening[] Trail { get; }

    public Product Product => Situation.Product;

    public Policy Policy => Situation.Policy;

    public Actor By => Situation.By;

    public DateTimeOffset Now => Situation.Now;

    /// <summary>The address of the product's page.</summary>
    public string Path => $"/products/{Product.Id}";

    /// <summary>Whether this is for the person at all; what it is about, where that makes a difference.</summary>
    public bool May(Deed deed, Guid? subject = null) => permissions.Any(p => p.Deed == deed && (subject is null || p.Subject is null || p.Subject == subject));

    /// <summary>Why the rules would refuse it as things are; null where they would not.</summary>
    public Phrase? WhyNot(IProductCommand command) => ProductRules.Decide(Situation, command).Refusal?.Sentence;

    /// <summary>Whether a matter of this office is the person's own.</summary>
    public bool IsMine(Role office) => office == Role.ProductTeam ? By.IsTeamOf(Product) : By.SpeaksFor(office);

    /// <summary>The name under which somebody last acted here; the id of whoever never did.</summary>
    public string NameOf(string person) => person == By.Id ? By.Name : Array.FindLast(Trail, h => h.By == person)?.Name ?? person;

    public string AddressOf(Section section) => $"{Path}/dossier/{section}";

    /// <summary>What happened after a version, the most telling first: clocks are left out unless there is nothing else.</summary>
    public Happening[] Since(long version)
    {
        Happening[] since = [.. Trail.Where(h => h.Version > version)];
        return Array.Exists(since, h => !h.IsByTheWay) ? [.. since.Where(h => !h.IsByTheWay)] : since;
    }

    /// <summary>What the person's own act recorded that led to a version.</summary>
    public Happening[] DoneAt(long? version)
    {
        if (Array.Find(Trail, h => h.Version == version) is not { } last || last.By != By.Id) return [];
        return [.. Trail.Where(h => h.Version <= version && h.At == last.At && h.By == last.By && !h.IsByTheWay)];
    }
}
