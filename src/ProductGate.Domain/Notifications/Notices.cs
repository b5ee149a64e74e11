namespace ProductGate.Domain;

public enum Urgency
{
    Information,
    Action,
    Urgent,
}

/// <summary>Who is told: everybody with a role, the members of one product team, the liaison officers of one branch, or one person.</summary>
/// <param name="Key">The form in which it is stored and asked for, such as <c>compliance</c>, <c>product-team:cards</c>, <c>liaison:branch east</c> or <c>person:li.wei</c>.</param>
public sealed record Audience(string Key)
{
    /// <param name="team">Set for <see cref="Role.ProductTeam"/>: only this team.</param>
    public Audience(Role role, string? team = null)
        : this(team is null ? KeyOf(role) : $"{KeyOf(role)}:{team}")
    {
    }

    public static Audience Person(string id) => new($"person:{id}");

    /// <summary>The liaison officers of one branch.</summary>
    public static Audience Branch(string name) => new($"{KeyOf(Role.Liaison)}:{name.ToLowerInvariant()}");

    /// <summary>Whose notices somebody finds in their inbox: those of their offices and teams, and their own.</summary>
    public static IEnumerable<string> InboxOf(Actor actor) => KeysOf(actor).Append(Person(actor.Id).Key);

    public static IEnumerable<string> KeysOf(Actor actor) =>
        actor.Roles.Where(r => r != Role.ProductTeam).Select(KeyOf).Concat(actor.Is(Role.ProductTeam) ? actor.Teams.Select(t => new Audience(Role.ProductTeam, t).Key) : [])
            .Concat(actor.Is(Role.Liaison) && actor.Department.Length > 0 ? [Branch(actor.Department).Key] : []);

    /// <summary>Whether the key is that of an office, of one of its branches or of one team, and not of a person.</summary>
    public static bool IsOfOffice(string key) =>
        Enum.GetValues<Role>().Any(r => (r != Role.ProductTeam && key == KeyOf(r)) || (r is Role.ProductTeam or Role.Liaison && key.StartsWith($"{KeyOf(r)}:", StringComparison.Ordinal)));

    private static string KeyOf(Role role) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(role.ToString());
}

/// <summary>Something somebody is to be told.</summary>
/// <param name="Template">A stable kebab-case name of the kind of notice.</param>
public sealed record Notice(Audience To, string Template, Urgency Urgency, Phrase Text);

/// <summary>Who is told what when something has happened (domain.md, last section). A pure function of the fact and the product after it.</summary>
public static class Notices
{
    /// <summary>The kind of notice that a reminder of a deadline is; no fact.</summary>
    public const string Near = "deadline-near";

    public static IEnumerable<Notice> Of(Product p, IFact fact) => Of(fact, Recipients(p, fact));

    /// <summary>What is said of a fact about powers that hold for every product.</summary>
    public static IEnumerable<Notice> OfStanding(IFact fact) => Of(fact, Lent(fact));

    private static IEnumerable<Notice> Of(IFact fact, IEnumerable<(Audience To, Urgency Urgency)> recipients)
    {
        var text = History.Sentence(fact);
        return [.. recipients.DistinctBy(r => r.To).Select(r => new Notice(r.To, FactNames.Of(fact), r.Urgency, text))];
    }

    /// <summary>What is said when a part of a deadline's time has run (R15).</summary>
    public static IEnumerable<Notice> Reminder(Product p, Deadline deadline, int percent) => Addressees.Of(p, deadline.Owner, deadline.Key).Select(to => new Notice(
        to, Near, percent >= 80 ? Urgency.Urgent : Urgency.Action, $"{percent} per cent of the time has run; due {deadline.Due:yyyy-MM-dd} ({Words.OfMatter(deadline.Key)})."));

    private static IEnumerable<(Audience To, Urgency Urgency)> Recipients(Product p, IFact fact) => fact switch
    {
        ProductDeclared => [(Cpo, Urgency.Information)],
        SignOffRequested f => [.. To(p, f.Office, Urgency.Action), .. Delegates(p, f.Office, f.At)],
        OpinionRaised f => [(Team(p), f.Kind == OpinionKind.Suggestion ? Urgency.Information : Urgency.Action)],
        OpinionAnswered f => Raiser(p, f.OpinionId, Urgency.Action),
        OpinionVerified or OpinionVerificationFailed => [(Team(p), Urgency.Action)],
        OpinionWithdrawn => [(Team(p), Urgency.Information)],
        OpinionEscalated => [(new(Role.Committee), Urgency.Action), (Team(p), Urgency.Information), (Cpo, Urgency.Information)],
        OpinionUpheld f => [(Team(p), Urgency.Action), .. Raiser(p, f.OpinionId, Urgency.Information)],
        RiskAccepted f => [(Team(p), Urgency.Information), .. Raiser(p, f.OpinionId, Urgency.Information)],
        DossierRevised f => Concerned(p, f).SelectMany(o => Raiser(p, o.Id, Urgency.Information)),
        SignOffInvalidated f => To(p, f.Office, Urgency.Action),
        SignOffGiven or ReviewerRecused or ReviewCompleted => [(Team(p), Urgency.Information)],
        StageSentBack => [(Team(p), Urgency.Urgent)],
        ProductRejected => [(Team(p), Urgency.Urgent), (Cpo, Urgency.Information)],
        ChangeClosed => [(Team(p), Urgency.Action), (Cpo, Urgency.Information)],
        ProductWithdrawn => [(Cpo, Urgency.Information)],
        ConditionAttached f => [.. To(p, f.Owner, Urgency.Action), (Team(p), Urgency.Action)],
        ConditionClosed => [(Team(p), Urgency.Information)],
        EvaluationRecorded f => [(Team(p), f.Answers.Any(a => a.Result == ItemResult.NotMet) ? Urgency.Action : Urgency.Information)],
        EvaluationPassed => [(Team(p), Urgency.Action)],
        ProductLaunched => [(Cpo, Urgency.Information)],
        ChangeProposed => [(Cpo, Urgency.Information)],
        SignalRaised => [(Cpo, Urgency.Urgent), (Team(p), Urgency.Urgent)],
        ReviewOpened f when f.Kind != ReviewKind.Scheduled => [(Cpo, Urgency.Action)],
        RemedialActionOrdered f => [.. To(p, f.Owner, Urgency.Action), (Team(p), Urgency.Action)],
        DistributionSuspended => [(Team(p), Urgency.Urgent), (Cpo, Urgency.Urgent), (new(Role.Operations), Urgency.Urgent)],
        DistributionResumed => [(Team(p), Urgency.Action), (new(Role.Operations), Urgency.Action)],
        ProductRetired => [(Cpo, Urgency.Information), (Team(p), Urgency.Information)],
        DeadlineMissed f => Owner(p, f.Owner, f.Key, Urgency.Urgent),
        DeadlineSet f when LadderPolicy.Climbs.Contains(f.Level) => Owner(p, f.Owner, f.Key, Urgency.Urgent),
        DeadlineExtended f => Owner(p, f.Key),
        DeadlinePaused f => Owner(p, f.Key),
        DeadlineResumed f => Owner(p, f.Key),
        DeadlineRecalculated f when f.From != f.To => Owner(p, f.Key),
        _ => Lent(fact),
    };

    /// <summary>Whoever is given a power, or loses one, hears of it; so does its giver where somebody else takes it back. No product need be concerned.</summary>
    private static (Audience To, Urgency Urgency)[] Lent(IFact fact) => fact switch
    {
        AuthorityDelegated f => [(Audience.Person(f.To), Urgency.Action)],
        DelegationRevoked f when f.By == f.From => [(Audience.Person(f.To), Urgency.Action)],
        DelegationRevoked f => [(Audience.Person(f.To), Urgency.Action), (Audience.Person(f.From), Urgency.Action)],
        _ => [],
    };

    private static IEnumerable<(Audience To, Urgency Urgency)> Owner(Product p, string key) => p.DeadlineOf(key) is { } d ? Owner(p, d.Owner, key, Urgency.Information) : [];

    private static IEnumerable<(Audience To, Urgency Urgency)> Owner(Product p, Role owner, string key, Urgency urgency) => Addressees.Of(p, owner, key).Select(a => (a, urgency));

    /// <summary>To whom somebody of the office has lent their signature on this product. What was lent for every product is no part of it: the service adds those.</summary>
    private static IEnumerable<(Audience To, Urgency Urgency)> Delegates(Product p, Role office, DateTimeOffset now) =>
        p.Delegations.Where(d => d.Serves(d.To, office, Power.SignOff, now)).Select(d => (Audience.Person(d.To), Urgency.Action));

    private static readonly Audience Cpo = new(Role.ProtectionOffice);

    private static Audience Team(Product p) => new(Role.ProductTeam, p.Team);

    private static IEnumerable<(Audience To, Urgency Urgency)> To(Product p, Role office, Urgency urgency) => Addressees.Of(p, office).Select(a => (a, urgency));

    private static IEnumerable<(Audience To, Urgency Urgency)> Raiser(Product p, Guid opinion, Urgency urgency) => Addressees.OfRaiser(p, p.Opinions.First(o => o.Id == opinion)).Select(a => (a, urgency));

    /// <summary>
    /// Opinions on a changed section: also one whose office has seen the change it asked for, which a revision may take back.
    /// Those that signed the section hear that their signature has lapsed.
    /// </summary>
    private static IEnumerable<Opinion> Concerned(Product p, DossierRevised f) =>
        p.Opinions.Where(o => o.Section == f.Section && o.Status is not (OpinionStatus.Withdrawn or OpinionStatus.Declined));
}
