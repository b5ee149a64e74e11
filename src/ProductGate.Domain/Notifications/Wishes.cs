using System.Collections.Frozen;

namespace ProductGate.Domain;

/// <summary>How somebody wants to be told of a kind of notice by mail. The inbox shows every notice in any case.</summary>
public enum Wish
{
    AtOnce,
    Digest,
    None,
}

/// <summary>What people may choose about notices, and what duty does not leave to them.</summary>
public static class Wishes
{
    /// <summary>Always told at once: somebody's signature is asked for, or a deadline is near, missed, or has climbed to the next office (R15).</summary>
    public static readonly FrozenSet<string> Duty =
        new[] { FactNames.All[typeof(SignOffRequested)], FactNames.All[typeof(DeadlineMissed)], FactNames.All[typeof(DeadlineSet)], Notices.Near }.ToFrozenSet();

    public static bool IsKind(string template) => template == Notices.Near || FactNames.All.Values.Contains(template);

    /// <summary>What holds for a notice: duty, else what was chosen, else at once for whatever calls for action.</summary>
    public static Wish Of(IReadOnlyDictionary<string, Wish> chosen, string template, Urgency urgency) =>
        Duty.Contains(template) ? Wish.AtOnce
        : chosen.TryGetValue(template, out var wish) ? wish
        : urgency == Urgency.Information ? Wish.Digest : Wish.AtOnce;
}
