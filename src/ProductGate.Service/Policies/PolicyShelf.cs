using ProductGate.Domain;

namespace ProductGate.Service.Policies;

/// <summary>Every policy version that may judge a product: the shipped one and those in the configured folder.</summary>
public sealed class PolicyShelf
{
    private readonly Dictionary<(string Id, int Version), Policy> policies;
    private readonly CalendarShelf calendars;

    /// <param name="folder">JSON documents of the bank's own, one a version; null for the shipped policy alone.</param>
    /// <param name="inForce">The id of the policy for new rounds; its highest version applies.</param>
    /// <exception cref="InvalidPolicyException">A document cannot be used; the service does not start with it.</exception>
    public PolicyShelf(string? folder, string inForce, CalendarShelf calendars)
    {
        this.calendars = calendars;
        var documents = folder is null ? [] : Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(f => PolicyReader.Read(File.ReadAllText(f), calendars.All));
        policies = documents.Prepend(PolicyReader.Default).ToDictionary(p => (p.Id, p.Version));
        var policy = policies.Values.Where(p => p.Id == inForce).MaxBy(p => p.Version) ?? throw new InvalidPolicyException([$"There is no policy '{inForce}'."]);
        InForce = calendars.InForce is { } chosen ? policy.Under(chosen) : policy;
    }

    /// <summary>The policy that new products and new rounds are pinned to, with the calendar that the bank chose.</summary>
    public Policy InForce { get; }

    /// <summary>Every version, the newest of each last.</summary>
    public IEnumerable<Policy> All => policies.Values.OrderBy(p => p.Id, StringComparer.Ordinal).ThenBy(p => p.Version);

    /// <summary>Every calendar that may count days.</summary>
    public IEnumerable<Calendar> Calendars => calendars.All.OrderBy(c => c.Id, StringComparer.Ordinal).ThenBy(c => c.Version);

    /// <summary>Exactly the policy and the calendar that the product is pinned to; null if one is not on the shelf or its text is not what was pinned (R11).</summary>
    public Policy? For(Product product) => policies.TryGetValue((product.Policy.Id, product.Policy.Version), out var policy) && policy.Hash == product.Policy.Hash ? Counted(policy, product) : null;

    /// <summary>Gives a command the policy it leads to, which a sender cannot bring along.</summary>
    public IProductCommand Supply(IProductCommand command, Product product) => command switch
    {
        ProposeChange c => c with { InForce = InForce },
        MigratePolicy c => c with { Target = policies.GetValueOrDefault((product.Policy.Id, c.Version)) is { } target ? Counted(target, product) : null },
        MigrateCalendar c => c with { Target = calendars.Find(c.Calendar, c.Version) },
        _ => command,
    };

    /// <summary>The policy in a file, for commands that need no shelf; the shipped one where none is named.</summary>
    /// <exception cref="InvalidPolicyException">The document cannot be used.</exception>
    public static Policy Read(string? file) => file is null ? PolicyReader.Default : PolicyReader.Read(File.ReadAllText(file));

    /// <summary>A calendar that the bank chose counts until a migration; else the policy's own does.</summary>
    private Policy? Counted(Policy policy, Product product) =>
        product.Calendar is not { } pinned ? policy : calendars.Find(pinned.Id, pinned.Version) is { } calendar && calendar.Hash == pinned.Hash ? policy.Under(calendar) : null;

    public static Refusal Unreadable(Product product) => new(
        RefusalKind.Refused, "policy-unreadable", $"Policy {product.Policy.Id} version {product.Policy.Version}, which judges this product{(product.Calendar is { } calendar ? $", or its calendar {calendar.Name}," : ",")} is not available with the text that was pinned.")
    {
        Rule = "R11",
        Missing = [new("Put the pinned document back.", Role.Administrator)],
    };
}
