namespace ProductGate.Domain;

/// <summary>Answers to the whole checklist of the pinned policy, on the current revision.</summary>
public sealed record RecordEvaluation(ItemAnswer[] Answers) : IProductCommand;
