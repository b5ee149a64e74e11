namespace ProductGate.Domain;

/// <summary>What kind of being acts. Only a person answers for a judgement.</summary>
public enum ActorKind
{
    Person,

    /// <summary>A program of the bank's with an identity of its own: it brings designs and figures, and judges nothing.</summary>
    Machine,

    /// <summary>The service itself.</summary>
    System,
}
