using System.Collections.Immutable;

namespace ProductGate.Domain;

/// <summary>Something that is wrong with what was verified, in words.</summary>
/// <param name="Part">Which promise is broken: <c>unaltered</c>, <c>complete</c> or <c>lawful</c>.</param>
/// <param name="Rule">The domain's rule that is broken, where it is one.</param>
/// <param name="Event">The version of the fact that it is about.</param>
public sealed record Finding(string Part, string Says, string? Rule = null, long? Event = null)
{
    public const string Unaltered = "unaltered";
    public const string Complete = "complete";
    public const string Lawful = "lawful";

    public override string ToString() => $"{Part.ToUpperInvariant()}: {Says}{(Rule is null ? "" : $" [{Rule}]")}";
}

/// <summary>What a verifier says. Nothing is wrong exactly where there are no findings.</summary>
/// <param name="Notes">What could not be looked at, or has to be believed.</param>
public sealed record Verdict(ImmutableArray<Finding> Findings, ImmutableArray<string> Notes)
{
    public bool Passed => Findings.IsEmpty;

    public static Verdict Of(params ReadOnlySpan<Finding> findings) => new([.. findings], []);
}
