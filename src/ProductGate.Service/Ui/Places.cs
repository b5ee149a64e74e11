using ProductGate.Domain;

namespace ProductGate.Service.Ui;

/// <summary>A place of the main navigation.</summary>
internal sealed record Place(string Address, Phrase Name)
{
    public bool Holds(string path) => Address == "/" ? path == "/" : path.Equals(Address, StringComparison.OrdinalIgnoreCase) || path.StartsWith(Address + "/", StringComparison.OrdinalIgnoreCase);
}

/// <summary>Where somebody can go: only what their roles let them see.</summary>
internal static class Places
{
    private static readonly Place Queue = new("/", "Work queue");
    private static readonly Place Products = new("/products", "Products");
    private static readonly Place Objections = new("/objections", "Objections");
    private static readonly Place Inbox = new("/inbox", "Inbox");
    private static readonly Place Insights = new("/insights", "Insights");
    private static readonly Place Audit = new("/audit", "Audit");
    private static readonly Place Administration = new("/administration", "Administration");

    public static IEnumerable<Place> For(Actor by) =>
    [
        Queue, Products, Objections, Inbox, Insights,
        .. Authority.Check(by, Deed.ReadAccessRecords) is null ? [Audit] : Array.Empty<Place>(),
        .. by.Is(Role.Administrator) ? [Administration] : Array.Empty<Place>(),
    ];
}
