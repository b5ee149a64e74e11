namespace ProductGate.Domain;

/// <summary>Asks the table (<see cref="Grants"/>) whether somebody may do something, and words the "no".</summary>
public static class Authority
{
    private const int EveryRole = 11;

    /// <summary>Null when the table allows the command. Where the office depends on a stage, an opinion or a condition, its own rule asks on (<see cref="Rights"/>).</summary>
    public static Refusal? Check(Situation s, IProductCommand command)
    {
        var grant = Grants.Of(command.GetType());
        if (grant.Deed == Deed.CheckDeadline) return s.By.IsSystem ? null : Forbidden("role-not-allowed", "Only the service's own timers do this.", [new("Let the date pass, or have it extended.", Grants.Office(Deed.ExtendDeadline))]);
        if (NeedsPerson(s.By, grant) is { } machine) return machine;
        return grant.Assigned switch
        {
            Assigned.Editors => Check(s, s.Policy.Of(((ReviseSection)command).Section).Editors),
            Assigned.OpinionOffices => s.Policy.Opinions.Offices.Any(s.By.SpeaksFor) ? null : Check(s, s.Policy.Opinions.Offices),
            Assigned.Nobody when !grant.InPerson => grant.Lent is not null && Rights.Of(s, grant.Deed, [.. grant.Roles]) is not null ? null : Check(s, [.. grant.Roles]),
            _ => null,
        };
    }

    public static Refusal? Check(Situation s, params Role[] roles) => Check(s.By, s.Product.Team, roles);

    /// <summary>For what is not done on a product: by role, and for an office's powers by holding it.</summary>
    public static Refusal? Check(Actor by, Deed deed, Role? office = null)
    {
        var grant = Grants.Of(deed);
        if (NeedsPerson(by, grant) is { } machine) return machine;
        Role[] roles = office is { } held ? [held] : [.. grant.Roles];
        return grant.Reach == Reach.SignedIn || by.IsAny(roles) ? null : Forbidden("role-not-allowed", NotFor(roles), Ask(roles));
    }

    /// <summary>Declaring is for the members of the team that will own the product.</summary>
    public static Refusal? Check(Actor by, DeclareProduct command) => Check(by, Deed.DeclareProduct)
        ?? (by.Teams.Contains(command.Team) ? null : Forbidden("not-your-team", $"You are not a member of team {command.Team}.", [new($"Ask a member of team {command.Team}.", Role.ProductTeam)]));

    /// <summary>A delegation is taken back by whoever it is from, or by the table's roles.</summary>
    public static Refusal? Check(Actor by, Deed deed, Delegation delegation)
    {
        var grant = Grants.Of(deed);
        if (NeedsPerson(by, grant) is { } machine) return machine;
        return by.Id == delegation.From || by.IsAny(grant.Roles) ? null : Forbidden("not-your-delegation", "A delegation is taken back by whoever passed it on, or by an administrator.", Ask(grant.Roles));
    }

    private static Refusal? Check(Actor by, string team, Role[] roles)
    {
        if (by.IsAny(roles.Where(r => r != Role.ProductTeam))) return null;
        if (!roles.Contains(Role.ProductTeam) || !by.Is(Role.ProductTeam)) return Forbidden("role-not-allowed", NotFor(roles), Ask(roles));
        return by.Teams.Contains(team) ? null : Forbidden("not-your-product", $"The product belongs to team {team}.", Ask([Role.ProductTeam]));
    }

    private static Refusal? NeedsPerson(Actor by, Grant grant) => by.Kind == ActorKind.Machine && !grant.ByMachines
        ? Forbidden("person-needed", "A person has to do this, and to answer for it.", Ask(grant.Roles.IsEmpty ? by.Roles : grant.Roles))
        : null;

    private static Phrase NotFor(Role[] roles) => roles.Length is 0 or EveryRole ? "This is for somebody with a role in the process." : (Phrase)$"This is for {Words.Or(roles.Select(r => Words.Of(r)))}.";

    /// <remarks>Where no office is to be named, whoever asks has no role yet.</remarks>
    private static Missing[] Ask(IEnumerable<Role> roles) => [.. roles.Select(r => new Missing("Ask somebody of this office.", r)).DefaultIfEmpty(new("Have a role given to you.", Role.Administrator))];

    private static Refusal Forbidden(string code, Phrase sentence, Missing[] missing) => Refusal.Of(code, sentence, null, missing) with { Kind = RefusalKind.Forbidden };
}
