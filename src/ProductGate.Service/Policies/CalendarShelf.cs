using ProductGate.Domain;

namespace ProductGate.Service.Policies;

/// <summary>Every calendar version that may count days: the shipped ones and those in the configured folder.</summary>
public sealed class CalendarShelf
{
    private readonly Dictionary<(string Id, int Version), Calendar> calendars;

    /// <param name="folder">JSON documents of the bank's own, one a version; null for the shipped calendars alone.</param>
    /// <param name="inForce">The id of the calendar for new rounds, its highest version applies; null where the policy says it.</param>
    /// <exception cref="InvalidPolicyException">A document cannot be used; the service does not start with it.</exception>
    public CalendarShelf(string? folder, string? inForce)
    {
        var documents = folder is null ? [] : Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(f => CalendarReader.Read(File.ReadAllText(f)));
        calendars = CalendarReader.Shipped.Concat(documents).GroupBy(c => (c.Id, c.Version))
            .ToDictionary(g => g.Key, g => g.Count() == 1 ? g.First() : throw new InvalidPolicyException([$"The calendar '{g.Key.Id}' has version {g.Key.Version} twice."]));
        if (string.IsNullOrEmpty(inForce)) return;
        InForce = calendars.Values.Where(c => c.Id == inForce).MaxBy(c => c.Version) ?? throw new InvalidPolicyException([$"There is no calendar '{inForce}'."]);
    }

    /// <summary>What the bank chose for new products and rounds; null where the policy's own calendar counts.</summary>
    public Calendar? InForce { get; }

    public IEnumerable<Calendar> All => calendars.Values;

    public Calendar? Find(string id, int version) => calendars.GetValueOrDefault((id, version));
}
