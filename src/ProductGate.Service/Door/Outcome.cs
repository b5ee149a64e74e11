using ProductGate.Domain;

namespace ProductGate.Service.Door;

/// <summary>What is asked of whom after a command.</summary>
public sealed record Next(AskKind Kind, Phrase What, Role By, DateTimeOffset? Due, Stage? Stage, Guid? Subject);

public enum Fate
{
    Stands,
    CarriedOver,
    Invalidated,
}

/// <summary>What became of a signature that stood before the command.</summary>
public sealed record SignOffFate(Stage Stage, Role Office, string SignedBy, Fate Fate, string? Reason);

/// <summary>What would be signed, and the hash that the signature would keep.</summary>
public sealed record ShownView(string Hash, SignedView Content);

/// <summary>The answer to an accepted command.</summary>
/// <param name="Events">Names of the facts that were recorded, in order; empty if nothing changed.</param>
/// <param name="SignOffs">Where the command touches signatures: what survives and what does not.</param>
/// <param name="Preview">True when nothing was recorded.</param>
/// <param name="View">For the preview of a signature.</param>
/// <param name="Unread">For the preview of a signature: what it covers and the signer has not opened. An approval is refused until they have.</param>
public sealed record CommandAnswer(
    Guid ProductId, long Version, Stage Stage, Disposition Disposition, MarketState MarketState, int Revision, string[] Events, Next[] Next,
    SignOffFate[]? SignOffs = null, bool Preview = false, ShownView? View = null, Section[]? Unread = null);

/// <summary>How a command ended: an answer, a refusal, or one of the ways in which it did not come to a decision.</summary>
public sealed record Outcome
{
    public CommandAnswer? Answer { get; private init; }
    public Refusal? Refusal { get; private init; }
    public long? NewerVersion { get; private init; }
    public bool IsKeyReused { get; private init; }

    public static readonly Outcome UnknownProduct = new();
    public static readonly Outcome KeyReused = new() { IsKeyReused = true };

    public static Outcome Accepted(CommandAnswer answer) => new() { Answer = answer };

    public static Outcome Refused(Refusal refusal) => new() { Refusal = refusal };

    public static Outcome Stale(long current) => new() { NewerVersion = current };
}
