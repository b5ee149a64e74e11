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
        Audience.InboxOf(by).Concat(standing.Where(d => !d.IsOver(now)).Select(d => new Audience(d.Office).Key));

    public static IEnumerable<string> KeysOf(Product p, Policy? policy) =>
        AtWork(p, policy).SelectMany(r => Addressees.Of(p, r)).Concat(WithAWord(p)).Concat(Addressees.Branches(p)).Prepend(new Audience(Role.ProductTeam, p.Team)).Select(a => a.Key).Distinct();

    private static IEnumerable<Role> AtWork(Product p, Policy? policy) => (p.Launched is null ? [] : Departments).Concat(policy is null ? [] : AtWork(policy, p.Stage));

    /// <summary>Whose signature a stage so far asks for, and who writes what it needs. What no stage needs may be written from the beginning.</summary>
    private static IEnumerable<Role> AtWork(Policy policy, Stage stage)
    {
        var later = policy.Stages.Where(s => s.Stage > stage).SelectMany(s => s.Requires).Select(r => r.Section).ToHashSet();
        later.ExceptWith(policy.Stages.Where(s => s.Stage <= stage).SelectMany(s => s.Requires).Select(r => r.Section));
        return policy.Stages.Where(s => s.Stage <= stage).SelectMany(s => s.SignOffs).Select(s => s.Office)
            .Concat(policy.Sections.Where(s => !later.Contains(s.Section)).SelectMany(s => s.Editors));
    }

    /// <summary>Whoever said or owes something: the same people that are told of it.</summary>
    private static IEnumerable<Audience> WithAWord(Product p) =>
    [
        .. p.SignOffs.Select(s => s.Office).Concat(p.Conditions.SelectMany(c => (Role[])[c.Office, c.Owner])).SelectMany(r => Addressees.Of(p, r)),
        .. p.Opinions.SelectMany(o => Addressees.OfRaiser(p, o)), .. p.Deadlines.SelectMany(d => Addressees.Of(p, d.Owner, d.Key)),
    ];
}
