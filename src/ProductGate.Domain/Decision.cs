using System.Collections.Immutable;

namespace ProductGate.Domain;

/// <summary>Something that has happened to a product. Stored for ever under the name that <see cref="FactNames"/> gives it.</summary>
public interface IFact;

/// <summary>Something a person, or a timer, wants to happen to a product.</summary>
public interface IProductCommand;

/// <summary>Something for which a reason in words is needed; it stays in the trail.</summary>
public interface IReasoned : IProductCommand
{
    string Reason { get; }
}

/// <summary>Why a command changed nothing.</summary>
public enum RefusalKind
{
    /// <summary>The state of the product does not allow it.</summary>
    Refused,

    /// <summary>The role or the ownership does not allow it.</summary>
    Forbidden,

    /// <summary>The command is well formed but says something impossible.</summary>
    Invalid,

    /// <summary>The command names something that the product does not have.</summary>
    Unknown,
}

/// <summary>A "no" that helps: a stable code, a sentence, the rule, and what would have to happen, by whom (R14).</summary>
public sealed record Refusal(RefusalKind Kind, string Code, Phrase Sentence)
{
    /// <summary>Begins with a capital, whichever of the domain's words it begins with.</summary>
    public Phrase Sentence { get; } = Words.Capital(Sentence);
    public string? Rule { get; init; }
    public string? Field { get; init; }
    public ImmutableArray<Missing> Missing { get; init; } = [];

    /// <param name="missing">At least one thing: nobody is told "no" without being told what would make it "yes".</param>
    public static Refusal Of(string code, Phrase sentence, string? rule, Missing[] missing) => new(RefusalKind.Refused, code, sentence) { Rule = rule, Missing = [.. missing] };
}

/// <summary>One thing that would have to happen, who can supply it, and by when it is due.</summary>
public sealed record Missing(Phrase What, Role By, DateTimeOffset? Due = null);

/// <summary>What a command leads to: facts to record, or one refusal.</summary>
public sealed record Decision(ImmutableArray<IFact> Facts, Refusal? Refusal)
{
    /// <summary>The product after the facts, where deciding has folded them already.</summary>
    public Product? After { get; init; }

    /// <summary>Nothing to record and nothing wrong: a timer found its matter settled.</summary>
    public static readonly Decision Nothing = new([], null);

    public static Decision Record(params ReadOnlySpan<IFact> facts) => new([.. facts], null);

    public static Decision Refuse(string code, Phrase sentence, string? rule, Missing[] missing) => new([], Domain.Refusal.Of(code, sentence, rule, missing));

    public static Decision Forbid(string code, Phrase sentence, string? rule, Missing[] missing) =>
        new([], Domain.Refusal.Of(code, sentence, rule, missing) with { Kind = RefusalKind.Forbidden });

    public static Decision Invalid(string code, string field, Phrase sentence) =>
        new([], new Refusal(RefusalKind.Invalid, code, sentence) { Field = field });

    public static Decision NotFound(string code, Phrase sentence) => new([], new Refusal(RefusalKind.Unknown, code, sentence));
}
