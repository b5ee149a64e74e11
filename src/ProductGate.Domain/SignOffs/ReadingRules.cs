using System.Collections.Immutable;

namespace ProductGate.Domain;

/// <summary>Nobody signs what they have not seen as it is.</summary>
internal static class ReadingRules
{
    /// <summary>What the signer was shown must be what would be signed (R12). Who does not say what they were shown is held to the version alone.</summary>
    public static Refusal? Changed(Situation s, SignOffStage c, Role office, ImmutableArray<Section> covered) =>
        c.View is { } shown && shown != SignedView.Of(s.Product, c.Stage, office, covered).Hash
            ? Refusal.Of("view-changed", "What you were shown is no longer what you would sign.", "R12", [new("Look at it again as it is now.", office)]) with { Field = "view" }
            : null;

    /// <summary>An approval is for a signer who has opened every section that it covers, as it is now (R2).</summary>
    public static Refusal? Unread(Situation s, Role office, ImmutableArray<Section> covered)
    {
        var unread = s.Unread(covered).ToList();
        return unread.Count == 0 ? null : Refusal.Of(
            "section-unread", "You have not opened everything that you would sign.", "R2", [.. unread.Select(x => new Missing($"Open section {Words.Of(x)}.", office))]);
    }
}
