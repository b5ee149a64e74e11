namespace ProductGate.Domain;

/// <summary>How a round begins, comes under another policy, and ends without a launch.</summary>
public static class RoundRules
{
    public static Decision Decide(Situation s, WithdrawProduct command)
    {
        if (!s.Product.RoundOpen) return Decision.Refuse("already-launched", "A launched product cannot be withdrawn; it can be retired.", "R8", [new("Retire the product.", Grants.Office(Deed.RetireProduct))]);
        return Decision.Record(s.Product.Launched is null
            ? new ProductWithdrawn(command.Reason, s.By.Id, s.Now)
            : new ChangeClosed(s.Product.Round, ChangeEnd.Withdrawn, command.Reason, s.By.Id, s.Now));
    }

    public static Decision Decide(Situation s, ProposeChange command)
    {
        if (!s.Product.IsOnTheMarket) return Decision.Refuse("not-launched", "An unlaunched product has one round only; revise its dossier.", "R1", Gate.Next(s.Product, s.Policy, s.Now));
        if (s.Product.RoundOpen) return Decision.Refuse("round-open", $"Round {s.Product.Round} is still open.", "R1", Gate.Next(s.Product, s.Policy, s.Now));
        var policy = command.InForce ?? s.Policy;
        var round = s.Product.Round + 1;
        return Decision.Record(new ChangeProposed(round, command.Reason, policy.Ref, s.By.Id, s.Now, policy.Chosen), new StageEntered(Stage.InternalDeclaration, round, s.Now));
    }

    public static Decision Decide(Situation s, MigratePolicy command)
    {
        if (command.Target is not { } target) return Decision.Invalid("unknown-policy-version", "version", $"Policy {s.Product.Policy.Id} has no version {command.Version}.");
        if (target.Ref == s.Product.Policy) return Decision.Refuse("same-policy", $"The product is already judged by version {command.Version}.", "R11", [new("Name another version of the policy.", Grants.Office(Deed.MigratePolicy))]);
        return Decision.Record(
        [
            new PolicyMigrated(s.Product.Policy, target.Ref, command.Reason, s.By.Id, s.Now),
            .. s.Product.Valid.Where(v => s.Product.RoundOpen && !Suffices(s.Product, target, v)).Select(v =>
                new SignOffInvalidated(v.Stage, v.Round, v.Office, v.By, [], KnownReasons.Narrow(target.Version).ToString())),
        ]);
    }

    /// <summary>A signature given under the old policy counts under the new one only if it covers all that the new one asks for (R2).</summary>
    private static bool Suffices(Product p, Policy target, SignOff signed) =>
        SignOffs.AskedFor(p, target, signed.Stage).Where(a => a.Office == signed.Office).All(a => a.Sections.All(signed.Covers));
}
