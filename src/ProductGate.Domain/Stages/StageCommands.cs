namespace ProductGate.Domain;

/// <summary>Hands the open stage in for its signatures.</summary>
/// <param name="Stage">If given, it must be the open stage: a guard against handing in something else than one saw.</param>
public sealed record SubmitStage(Stage? Stage = null) : IProductCommand;
