namespace ProductGate.Domain;

/// <summary>
/// Whether a person may know of a product at all. The protection office, compliance, the committee and the administrators see
/// every product, a product team its own. Another department sees what concerns it: from the stage on in which the policy gives
/// it work, what it said or owes something about, and everything that is or was on the market. A liaison officer sees what the
/// branch sold. Whoever was lent a power sees what the power is for.
/// </summary>
/// <remarks>A product and a person each have keys; who holds one of the product's may see it. Lists compare stored keys, all else asks here.</remarks>
public static class Visibility
{
    /// <summary>The launch channel that means all branches; any other channel of a department's name means that branch.</summary>
    public const string EveryBranch = "branch";

    private static readonly Role[] Overseers = [Role.ProtectionOffice, Role.ProtectionHead, Role.Compliance, Role.Committee, Role.Administrator];

    private static readonly Role[] Departments = [Role.Testing, Role.Operations, Role.Marketing, Role.Complaints];

    public static bool SeesAll(Actor by) => by.IsSystem || by.IsAny(Overseers);

    /// <summary>By who they are, whatever was passed on to them and whatever the product's stage.</summary>
    public static bool SeesUnaided(Actor by, Product p) => SeesAll(by) || by.IsTeamOf(p);

    /// <param name="s">With the rights that were passed on to the actor for every product.</param>
    public static bool MaySee(Situation s) => MaySee(s.By, s.Standing, s.Product, s.Policy, s.Now);

    /// <param name="policy">Null if it cannot be read: then nobody is concerned by what it says.</param>
    public static bool MaySee(Actor by, IReadOnlyCollection<Delegation> standing, Product p, Policy? policy, DateTimeOffset now) =>
        SeesUnaided(by, p) || SeesAll(by, standing, now) || p.Delegations.Any(d => d.To == by.Id && !d.IsOver(now)) || KeysOf(by, standing, now).Intersect(KeysOf(p, policy)).Any();

    public static bool SeesAll(Actor by, IEnumerable<Delegation> standing, DateTimeOffset now) => SeesAll(by) || standing.Any(d => !d.IsOver(now) && Overseers.Contains(d.Office));

    public static IEnumerable<string> KeysOf(Actor by, IEnumerable<Delegation> standing, DateTimeOffset now) =>
        Audience.KeysOf(by).Concat(by.Is(Role.Liaison) ? [Branch(by.Department)] : []).Concat(standing.Where(d => !d.IsOver(now)).Select(d => new Audience(d.Office).Key));

    public static IEnumerable<string> KeysOf(Product p, Policy? policy) =>
        Concerned(p, policy).Where(r => r != Role.ProductTeam).Select(r => new Audience(r).Key).Concat(Branches(p)).Prepend(new Audience(Role.ProductTeam, p.Team).Key).Distinct();

    private static IEnumerable<Role> Concerned(Product p, Policy? policy) =>
        p.Launched is not null ? Departments : [.. policy is null ? [] : AtWork(policy, p.Stage), .. WithAWord(p)];

    /// <summary>Whose signature a stage so far asks for, and who writes what it needs. What no stage needs may be written from the beginning.</summary>
    private static IEnumerable<Role> AtWork(Policy policy, Stage stage)
    {
        var later = policy.Stages.Where(s => s.Stage > stage).SelectMany(s => s.Requires).Select(r => r.Section).ToHashSet();
        later.ExceptWith(policy.Stages.Where(s => s.Stage <= stage).SelectMany(s => s.Requires).Select(r => r.Section));
        return policy.Stages.Where(s => s.Stage <= stage).SelectMany(s => s.SignOffs).Select(s => s.Office)
            .Concat(policy.Sections.Where(s => !later.Contains(s.Section)).SelectMany(s => s.Editors));
    }

    private static IEnumerable<Role> WithAWord(Product p) =>
        [.. p.SignOffs.Select(s => s.Office), .. p.Opinions.Select(o => o.Office), .. p.Conditions.SelectMany(c => (Role[])[c.Office, c.Owner]), .. p.Deadlines.Select(d => d.Owner)];

    private static IEnumerable<string> Branches(Product p) =>
        p.Launched?.Channels.Select(c => c.Equals(EveryBranch, StringComparison.OrdinalIgnoreCase) ? new Audience(Role.Liaison).Key : Branch(c)) ?? [];

    private static string Branch(string name) => $"{new Audience(Role.Liaison).Key}:{name.ToLowerInvariant()}";
}
