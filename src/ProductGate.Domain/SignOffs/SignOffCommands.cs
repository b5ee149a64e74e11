namespace ProductGate.Domain;

/// <summary>A condition as an office words it when it approves.</summary>
/// <param name="Due">The day it must be met, for one before launch.</param>
/// <param name="DaysAfterLaunch">Calendar days, for one after launch.</param>
public sealed record NewCondition(string Text, Role Owner, ConditionGate Gate, DateOnly? Due = null, int? DaysAfterLaunch = null);

/// <summary>An office's decision on a stage.</summary>
/// <param name="Sections">Sections that the person looked at beyond those that the policy asks for; the signature covers them too.</param>
/// <param name="Office">Needed only where a person may sign for more than one office that is still being asked.</param>
/// <param name="View">The hash of what the person was shown, as a preview told it.</param>
public sealed record SignOffStage(
    Stage Stage, SignOffDecision Decision, string Reason, NewCondition[]? Conditions = null, Stage? SendBackTo = null, Section[]? Sections = null,
    Role? Office = null, string? View = null) : IProductCommand;
