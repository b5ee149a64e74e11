namespace ProductGate.Domain;

/// <summary>
/// What somebody may do with a product: the table, the rights that were passed on, what they made and whether they stepped
/// aside. It says who; whether the moment has come, the gate and the asks say.
/// </summary>
public static class Permissions
{
    public static IEnumerable<Permission> Of(Situation s)
    {
        if (s.Product.IsOver || !Visibility.MaySee(s)) return [];
        return Grants.All.Where(g => g.Command is not null && g.Reach == Reach.Product && (s.By.Kind == ActorKind.Person || g.ByMachines)).SelectMany(g => Of(s, g));
    }

    private static IEnumerable<Permission> Of(Situation s, Grant g) => g.Assigned switch
    {
        Assigned.Editors => s.Policy.Sections.Where(x => Authority.Check(s, x.Editors) is null).Select(x => new Permission(g.Deed, Section: x.Section)),
        Assigned.Signers => s.Product.Requests.Where(r => SignOffRules.MayBeGivenBy(s, r.Stage, r.Office)).Select(r => new Permission(g.Deed, r.Stage)),
        Assigned.OpinionOffices => s.Policy.Opinions.Offices.Any(s.By.SpeaksFor) ? [new(g.Deed)] : [],
        Assigned.Raiser => s.Product.Opinions.Select(o => About(s, g, o.Id, [o.Section], o.Office)).OfType<Permission>(),
        Assigned.Setter => s.Product.Conditions.Where(c => c.IsOpen && !s.By.Is(c.Owner)).Select(c => About(s, g, c.Id, Sections.All, c.Office)).OfType<Permission>(),
        Assigned.Holder => s.By.Roles.Any(r => r is not (Role.ProductTeam or Role.Administrator)) ? [new(g.Deed)] : [],
        _ => Simple(s, g),
    };

    private static IEnumerable<Permission> Simple(Situation s, Grant g) => g.Deed switch
    {
        Deed.RevokeDelegation => s.Product.Delegations.Where(d => !d.IsOver(s.Now) && Authority.Check(s.By, g.Deed, d) is null).Select(d => new Permission(g.Deed, Subject: d.Id)),
        Deed.CompleteReview => s.Product.Reviews.Where(r => r.IsOpen).Select(r => About(s, g, r.Id, Sections.All)).OfType<Permission>(),
        Deed.RuleOnOpinion => s.Product.Opinions.Where(o => o.RaisedBy != s.By.Id).Select(o => About(s, g, o.Id, [o.Section])).OfType<Permission>(),
        Deed.CheckDeadline => [],
        _ => About(s, g, null, Sections.All) is { } permission ? [permission] : [],
    };

    private static Permission? About(Situation s, Grant g, Guid? subject, Section[] sections, params Role[] assigned)
    {
        Role[] offices = [.. assigned, .. g.Roles];
        var right = Rights.Of(s, g.Deed, [.. offices.Where(o => o != Role.ProductTeam)]);
        if (right is null && Authority.Check(s, offices) is not null) return null;
        string[] behind = right?.Behind(s.By) ?? [s.By.Id];
        return g.Judges && behind.Any(x => Duties.Contributed(s.Product, x, sections) || s.Product.Recused.Contains(x)) ? null : new(g.Deed, Subject: subject, OnBehalfOf: right?.OnBehalfOf);
    }
}
