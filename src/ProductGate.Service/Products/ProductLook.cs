using ProductGate.Domain;

namespace ProductGate.Service.Products;

/// <summary>A product as one person looks at it: what it is, what happened to it, and what that person may do.</summary>
public sealed class ProductLook
{
    private readonly Permission[] permissions;

    internal ProductLook(Situation situation, Told told)
    {
        (Situation, Dossier, Trail) = (situation, told.Dossier, told.Trail);
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

    /// <summary>Whether the table of authority lets the person do such a thing at all.</summary>
    public bool IsFor(IProductCommand command) => Authority.Check(Situation, command) is null;

    /// <summary>Why the rules would refuse it now, with everything opened that has to be; null where they would not.</summary>
    public Refusal? Refuses(IProductCommand command) => ProductRules.Refuses(Situation.HavingOpenedAll(), command);

    /// <summary>The same in a sentence.</summary>
    public Phrase? WhyNot(IProductCommand command) => Refuses(command)?.Sentence;

    /// <summary>The facts of one kind, oldest first.</summary>
    public IEnumerable<(T Fact, Happening Step)> Facts<T>()
        where T : IFact => Trail.Where(h => h.Fact is T).Select(h => ((T)h.Fact, h));

    /// <summary>The documents that the product has, to be cited again.</summary>
    public IEnumerable<DocumentRef> Documents => Facts<DocumentAttached>().Select(f => new DocumentRef(f.Fact.Sha256, f.Fact.Name)).DistinctBy(d => d.Sha256);

    /// <summary>The document that was chosen by its hash and name.</summary>
    public static DocumentRef[]? Chosen(string value) => value.Split(' ', 2) is [var hash, var name] && Hashes.IsSha256(hash) ? [new(hash, name)] : null;

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
