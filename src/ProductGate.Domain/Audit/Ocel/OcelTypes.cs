namespace ProductGate.Domain;

/// <summary>What an object-centric event log tells of: the types of OCEL 2.0 objects, with the attributes that each has from its beginning.</summary>
public static class OcelTypes
{
    public const string Product = "product";
    public const string Revision = "dossier revision";
    public const string Opinion = "opinion";
    public const string SignOff = "sign-off";
    public const string Condition = "condition";
    public const string Person = "person";
    public const string Office = "office";

    public static readonly IReadOnlyDictionary<string, string[]> Attributes = new Dictionary<string, string[]>
    {
        [Product] = ["name", "category", "kind", "team"],
        [Revision] = ["section", "hash"],
        [Opinion] = ["kind", "section", "subject"],
        [SignOff] = ["stage", "round", "decision", "meaning"],
        [Condition] = ["text", "gate"],
        [Person] = [],
        [Office] = [],
    };
}

/// <summary>An object as OCEL 2.0 has it.</summary>
/// <param name="Attributes">In the order of <see cref="OcelTypes.Attributes"/>.</param>
/// <param name="Links">To other objects.</param>
public sealed record OcelObject(string Id, string Type, DateTimeOffset At, string[] Attributes, OcelLink[] Links);

/// <param name="Qualifier">What the object is to the event, or to the other object.</param>
public sealed record OcelLink(string Id, string Type, string Qualifier);
