namespace ProductGate.Domain;

/// <summary>The nine stages of a new product, in the order of the source (domain.md).</summary>
public enum Stage
{
    InternalDeclaration = 1,
    PreliminaryReview,
    ProjectEstablishment,
    RegulatoryFiling,
    DevelopmentAndTesting,
    Handover,
    MarketingPlanning,
    ConsumerProtectionEvaluation,
    LaunchMonitoring,
}

/// <summary>Whether work on the product goes on. Independent of <see cref="Stage"/> and <see cref="MarketState"/>.</summary>
public enum Disposition
{
    Active,
    Returned,
    OnHold,
    Escalated,
    Rejected,
    Withdrawn,
}

/// <summary>Whether consumers can buy the product.</summary>
public enum MarketState
{
    NotLaunched,
    Live,
    Suspended,
    Retired,
}
