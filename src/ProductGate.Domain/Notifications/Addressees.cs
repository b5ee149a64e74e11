namespace ProductGate.Domain;

/// <summary>
/// To whom a matter of a product goes that is an office's. A team is that of the product. A liaison officer speaks for one branch: what a branch
/// said goes back to it alone, and everything else to the branches that sell the product; while none does, to all.
/// </summary>
/// <remarks>Who is addressed may see the product (<see cref="Visibility"/>): the queue, the inbox and the mail ask no further.</remarks>
public static class Addressees
{
    /// <summary>The launch channel that means all branches; any other channel of a department's name means that branch, and begins with this word.</summary>
    private const string EveryBranch = "branch";

    public static IEnumerable<Audience> Of(Product p, Role office) => office switch
    {
        Role.ProductTeam => [new(office, p.Team)],
        Role.Liaison when Channels(p).Any(c => c.StartsWith(EveryBranch, StringComparison.OrdinalIgnoreCase)) => Branches(p),
        _ => [new(office)],
    };

    /// <param name="key">Of the <see cref="Ask"/> that it is about.</param>
    public static IEnumerable<Audience> Of(Product p, Role office, string key) =>
        p.Opinions.FirstOrDefault(o => o.Office == office && (key == Asks.VerifyKey(o) || key == Asks.SettleKey(o))) is { } opinion ? OfRaiser(p, opinion) : Of(p, office);

    /// <summary>The office that raised an opinion; of liaison officers those of the same branch, or the person where no branch was recorded.</summary>
    public static IEnumerable<Audience> OfRaiser(Product p, Opinion opinion) => opinion.Office != Role.Liaison
        ? Of(p, opinion.Office)
        : [opinion.Branch is { } branch ? Audience.Branch(branch) : Audience.Person(opinion.RaisedBy)];

    /// <summary>The branches that sell the product, or sold it.</summary>
    public static IEnumerable<Audience> Branches(Product p) =>
        Channels(p).Contains(EveryBranch, StringComparer.OrdinalIgnoreCase) ? [new(Role.Liaison)] : Channels(p).Select(Audience.Branch);

    private static string[] Channels(Product p) => p.Launched?.Channels ?? [];
}
