namespace ProductGate.Domain;

/// <summary>A power of an office that one of its people may pass on for a time. Evaluating, deciding about risk and stopping or resuming sales are never passed on.</summary>
public enum Power
{
    SignOff,

    /// <summary>To say whether a change that the office asked for was made.</summary>
    VerifyOpinions,

    /// <summary>To say whether a condition that the office set is met.</summary>
    CloseConditions,

    /// <summary>To complete reviews of launched products.</summary>
    CompleteReviews,
}
