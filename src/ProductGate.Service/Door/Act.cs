using ProductGate.Domain;

namespace ProductGate.Service.Door;

/// <summary>A command on its way through the one door: HTTP, timers, pages and tests all send this.</summary>
/// <param name="Expected">The version the sender saw; null only for the service's own timers.</param>
/// <param name="Preview">Say what would happen and record nothing.</param>
/// <param name="Key">Given by a client that may send the same command twice.</param>
public sealed record Act(Guid ProductId, IProductCommand Command, Actor By, long? Expected = null, bool Preview = false, CommandKey? Key = null)
{
    /// <summary>What the log shows of a message that failed: no person, no text.</summary>
    public override string ToString() => $"{Command.GetType().Name} on {ProductId}";
}

/// <summary>A declaration on its way through the door.</summary>
public sealed record Declare(DeclareProduct Command, Actor By, CommandKey? Key = null)
{
    /// <summary>What the log shows of a message that failed: no person, no text.</summary>
    public override string ToString() => nameof(Declare);
}
