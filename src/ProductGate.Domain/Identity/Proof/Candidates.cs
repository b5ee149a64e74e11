namespace ProductGate.Domain;

/// <summary>Who of a bank could do what on a product's way, before anybody has contributed to it.</summary>
internal sealed class Candidates(Policy policy, Staff staff, bool waiting)
{
    private static readonly Role[] Evaluators = [.. Grants.Of(Deed.RecordEvaluation).Roles];

    public static bool MayDeclare(Actor a) => a is { Kind: ActorKind.Person, Teams.IsEmpty: false } && a.Is(Role.ProductTeam);

    public static bool MayEvaluate(Actor a) => a.Kind == ActorKind.Person && a.IsAny(Evaluators);

    /// <summary>Everything that somebody of these people may sign a seat as.</summary>
    public IEnumerable<Signer> For(Seat seat, IEnumerable<Actor> people) => people.SelectMany(a => Rights(seat, a).Select(r => new Signer(a, r)));

    /// <summary>What makes two people the same for the search: nothing but the roles, unless a delegation or the policy names one of them.</summary>
    public string ClassOf(Actor a) => IsNamed(a.Id) ? $"{a.Id}!" : $"{a.Kind} {MayDeclare(a)} {string.Join(' ', a.Roles.Order())}";

    private bool IsNamed(string id) =>
        staff.Delegations.Any(d => d.From == id || d.To == id) || policy.Stages.SelectMany(s => s.SignOffs).Any(s => s.Members?.Contains(id) ?? false);

    /// <remarks>The rules of <see cref="SignOffRules"/> that depend on the person alone.</remarks>
    private IEnumerable<Right> Rights(Seat seat, Actor a)
    {
        var office = seat.Asked.Office;
        if (a.Kind != ActorKind.Person || a.Is(Role.Administrator)) yield break;
        if (seat.Asked.Members is { Length: > 0 } members && !members.Contains(a.Id)) yield break;
        if (a.Is(office)) yield return new(office, Capacity.Own);
        foreach (var d in a.Is(office) ? [] : staff.Delegations.Where(d => d.Serves(a.Id, office, Power.SignOff, DateTimeOffset.MinValue) && Holds(d))) yield return new(office, Capacity.Delegate, d.From);
        if (waiting && policy.Of(seat.Stage).HasClock && LadderPolicy.Climbs.Any(level => a.Is(policy.Ladder.OwnerAt(level, office)))) yield return new(office, Capacity.Superior);
    }

    private bool Holds(Delegation d) => staff.People.Any(p => p.Id == d.From && p.Kind == ActorKind.Person && p.Is(d.Office));
}
