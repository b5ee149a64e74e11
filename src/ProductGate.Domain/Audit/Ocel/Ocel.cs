using System.Text.Json;

namespace ProductGate.Domain;

/// <summary>A product's facts as an object-centric event log reads them (OCEL 2.0): which objects come into being, and what each event is about.</summary>
public static class Ocel
{
    /// <summary>The objects that begin with a fact; people and offices have no beginning here.</summary>
    /// <param name="version">The fact's number in the product's stream.</param>
    public static OcelObject? Begins(Guid product, long version, IFact fact)
    {
        OcelLink of = new(ProductId(product), OcelTypes.Product, "of");
        return fact switch
        {
            ProductDeclared f => new(ProductId(product), OcelTypes.Product, f.At, [f.Name, f.Category, f.Kind.ToString(), f.Team], []),
            DossierRevised f => new(RevisionId(product, f.Revision), OcelTypes.Revision, f.At, [f.Section.ToString(), f.Hash], [of]),
            OpinionRaised f => new(OpinionId(f.OpinionId), OcelTypes.Opinion, f.At, [f.Kind.ToString(), f.Section.ToString(), f.Subject], [of, new(RevisionId(product, f.Revision), OcelTypes.Revision, "raised on")]),
            SignOffGiven f => new(
                SignOffId(product, version), OcelTypes.SignOff, f.At, [f.Stage.ToString(), $"{f.Round}", f.Decision.ToString(), f.Meaning.ToString()],
                [of, new(RevisionId(product, f.Revision), OcelTypes.Revision, "signs")]),
            ConditionAttached f => new(ConditionId(f.ConditionId), OcelTypes.Condition, f.At, [f.Text, f.Gate.ToString()], [of, new(OfficeId(f.Owner), OcelTypes.Office, "owed by")]),
            _ => null,
        };
    }

    /// <param name="actor">Whoever acted, by the name they sign in with; empty for the service itself.</param>
    public static IEnumerable<OcelLink> About(Guid product, long version, IFact fact, string actor) =>
        [new(ProductId(product), OcelTypes.Product, "product"), .. actor.Length == 0 ? [] : (OcelLink[])[Person(actor, "by")], .. Own(product, version, fact)];

    private static IEnumerable<OcelLink> Own(Guid product, long version, IFact fact) => fact switch
    {
        DossierRevised f => [Revision(product, f.Revision, "revision")],
        DocumentAttached f => [Revision(product, f.Revision, "attached to")],
        StageSubmitted f => [Revision(product, f.Revision, "submitted")],
        StageCompleted f => [Revision(product, f.Revision, "completed on")],
        StageSentBack f => [Office(f.Office, "for")],
        SignOffRequested f => [Revision(product, f.Revision, "asked on"), Office(f.Office, "asked of")],
        SignOffGiven f => [new(SignOffId(product, version), OcelTypes.SignOff, "sign-off"), Revision(product, f.Revision, "signed"), Office(f.Office, "for"), .. Principal(f.OnBehalfOf)],
        SignOffCarriedOver f => [Person(f.SignedBy, "signed by"), Office(f.Office, "for"), Revision(product, f.FromRevision, "from"), Revision(product, f.ToRevision, "to")],
        SignOffInvalidated f => [Person(f.SignedBy, "signed by"), Office(f.Office, "for")],
        ReviewerRecused f => [Person(f.Person, "recused")],
        OpinionRaised f => [Opinion(f.OpinionId), Revision(product, f.Revision, "raised on"), Office(f.Office, "for")],
        OpinionAnswered f => [Opinion(f.OpinionId), Revision(product, f.Revision, "answered on")],
        OpinionVerified f => [Opinion(f.OpinionId), Revision(product, f.Revision, "verified on"), .. Principal(f.OnBehalfOf)],
        OpinionVerificationFailed f => [Opinion(f.OpinionId), Revision(product, f.Revision, "looked at"), .. Principal(f.OnBehalfOf)],
        OpinionWithdrawn f => [Opinion(f.OpinionId)],
        OpinionEscalated f => [Opinion(f.OpinionId)],
        OpinionUpheld f => [Opinion(f.OpinionId)],
        RiskAccepted f => [Opinion(f.OpinionId)],
        ConditionAttached f => [Condition(f.ConditionId), Office(f.Office, "for"), Office(f.Owner, "owed by")],
        ConditionClosed f => [Condition(f.ConditionId), .. Principal(f.OnBehalfOf)],
        RemedialActionOrdered f => [Condition(f.ConditionId), Office(f.Owner, "owed by")],
        EvaluationRecorded f => [Revision(product, f.Revision, "evaluated")],
        EvaluationPassed f => [Revision(product, f.Revision, "passed")],
        ProductLaunched f => [Revision(product, f.Revision, "launched")],
        ProductRejected f => [Office(f.Office, "for")],
        DeadlineSet f => [Office(f.Owner, "owed by")],
        DeadlineMissed f => [Office(f.Owner, "owed by")],
        AuthorityDelegated f => [Person(f.To, "to"), Office(f.Office, "for")],
        DelegationRevoked f => [Person(f.To, "to"), Office(f.Office, "for")],
        _ => [],
    };

    private static OcelLink[] Principal(string? person) => person is null ? [] : [Person(person, "on behalf of")];

    private static OcelLink Person(string id, string qualifier) => new($"person/{id}", OcelTypes.Person, qualifier);

    private static OcelLink Office(Role office, string qualifier) => new(OfficeId(office), OcelTypes.Office, qualifier);

    private static OcelLink Revision(Guid product, int revision, string qualifier) => new(RevisionId(product, revision), OcelTypes.Revision, qualifier);

    private static OcelLink Opinion(Guid id) => new(OpinionId(id), OcelTypes.Opinion, "opinion");

    private static OcelLink Condition(Guid id) => new(ConditionId(id), OcelTypes.Condition, "condition");

    private static string ProductId(Guid id) => $"product/{id}";

    private static string RevisionId(Guid product, int revision) => $"revision/{product}/{revision}";

    private static string OpinionId(Guid id) => $"opinion/{id}";

    private static string ConditionId(Guid id) => $"condition/{id}";

    private static string OfficeId(Role office) => $"office/{JsonNamingPolicy.KebabCaseLower.ConvertName(office.ToString())}";

    /// <summary>Who signs again has given another signature: the fact that gave it names it.</summary>
    private static string SignOffId(Guid product, long version) => $"sign-off/{product}/{version}";
}
