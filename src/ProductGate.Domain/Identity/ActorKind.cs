namespace ProductGate.Domain;

/// <summary>What sort of actor acts; it comes from the way it signed in, never from what it says about itself.</summary>
public enum ActorKind
{
    /// <summary>Somebody who signed in at the identity provider.</summary>
    Person,

    /// <summary>A program with credentials of its own, without a person behind it.</summary>
    Machine,

    /// <summary>The service itself: its timers.</summary>
    System,
}
