namespace ProductGate.Domain;

public static class ConditionRules
{
    /// <summary>Who attached it says when it is met, or compliance does; never its owner, never a contributor (R5).</summary>
    public static Decision Decide(Situation s, CloseCondition command)
    {
        var condition = s.Product.Conditions.FirstOrDefault(c => c.Id == command.ConditionId);
        if (condition is null) return Decision.NotFound("unknown-condition", "The product has no such condition.");
        if (!condition.IsOpen) return Decision.Refuse("condition-closed", $"Condition C{condition.Number} is already closed.", null, [new("Set another condition.", condition.Office)]);
        if (s.By.Is(condition.Owner)) return Decision.Refuse("condition-owner", "Whoever has to meet a condition cannot say that it is met.", "R5", [new("Ask the office that set it.", condition.Office)]);
        if (Rights.Of(s, Deed.CloseCondition, [condition.Office, .. Grants.Of(Deed.CloseCondition).Roles]) is not { } right)
            return Decision.Forbid("role-not-allowed", $"The condition is closed by {Words.Of(condition.Office)} or compliance.", null, [new("Close the condition.", condition.Office, condition.Due)]);
        if (Duties.Check(s.Product, right.Behind(s.By), Sections.All, right.Office, "close its conditions") is { } own) return new([], own);
        return Decision.Record(new ConditionClosed(condition.Id, command.Evidence, s.By.Id, s.Now, command.Documents, right.OnBehalfOf));
    }

    /// <summary>Whether the conditions of an approval can be attached as worded.</summary>
    internal static Refusal? Check(Situation s, SignOffStage c, Role office)
    {
        var conditions = c.Conditions ?? [];
        if (c.Decision == SignOffDecision.Approve)
            return conditions.Length == 0 ? null : Invalid("conditions", "An approval with conditions is the decision ApproveWithConditions.");
        if (conditions.Length == 0) return Invalid("conditions", "Say at least one condition.");
        return conditions.Select((x, i) => Check(s, x, $"conditions[{i}]", office)).FirstOrDefault(r => r is not null);
    }

    internal static IEnumerable<IFact> Facts(Situation s, SignOffStage c, Role office) => (c.Conditions ?? []).Select((x, i) =>
        Attach(s, s.Product.Conditions.Length + 1 + i, x.Text, office, x.Owner, x.Gate, c.Stage, x.Due, x.DaysAfterLaunch));

    internal static ConditionAttached Attach(
        Situation s, int number, string text, Role office, Role owner, ConditionGate gate, Stage stage, DateOnly? due, int? daysAfterLaunch) => new(
        Ids.Derive(s.Product.Id, "condition", number), number, text, office, owner, gate, s.By.Id, s.Now, stage, s.Product.Round,
        due is { } day ? s.Policy.Calendar.EndOf(day) : null, daysAfterLaunch);

    private static Refusal? Check(Situation s, NewCondition x, string field, Role office)
    {
        if (x.Owner == office || (office == Role.ProtectionHead && x.Owner == Role.ProtectionOffice)) return Invalid($"{field}.owner", "A condition is met by another department than the one that sets it.");
        return x.Gate switch
        {
            ConditionGate.BeforeLaunch when x.Due is not { } due => Invalid($"{field}.due", "A condition before launch needs a day by which it is met."),
            ConditionGate.BeforeLaunch when x.Due < s.Policy.Calendar.Today(s.Now) => Invalid($"{field}.due", "The day has passed."),
            ConditionGate.BeforeLaunch => null,
            _ when x.DaysAfterLaunch is not (> 0 and <= 3650) => Invalid($"{field}.daysAfterLaunch", "A condition after launch needs a number of days from 1 to 3650."),
            _ when x.Due is not null => Invalid($"{field}.due", "A condition after launch is due a number of days after it, not on a day."),
            _ => null,
        };
    }

    private static Refusal Invalid(string field, Phrase sentence) => new(RefusalKind.Invalid, "invalid-condition", sentence) { Field = field };
}
