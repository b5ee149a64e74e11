namespace ProductGate.Domain;

internal static class SendBackRules
{
    public static Refusal? Check(Situation s, SignOffStage c, Role office)
    {
        if (c.Stage != s.Product.Stage) return Refused(office, $"Only the open stage, {Words.Of(s.Product.Stage)}, can be sent back.");
        if (c.SendBackTo is { } to && s.Policy.Of(c.Stage).SendBackTo.Contains(to)) return null;
        return Refused(office, $"{Words.Of(c.Stage)} goes back to one of: {Words.Names(s.Policy.Of(c.Stage).SendBackTo)}.");
    }

    /// <summary>The reopened stage is judged anew; later signatures stand until a revision touches their sections.</summary>
    public static IEnumerable<IFact> Facts(Situation s, SignOffStage c, Role office)
    {
        var to = c.SendBackTo!.Value;
        return
        [
            new StageSentBack(c.Stage, to, s.Product.Round, office, c.Reason, s.By.Id, s.Now),
            .. s.Product.Valid.Where(v => v.Stage == to).Select(v =>
                new SignOffInvalidated(v.Stage, v.Round, v.Office, v.By, [], KnownReasons.OpenAgain(to, c.Reason).ToString())),
        ];
    }

    private static Refusal Refused(Role office, Phrase sentence) =>
        Refusal.Of("send-back-not-allowed", sentence, "R1", [new("Send the open stage back to a stage that the policy allows, or decide otherwise.", office)]) with { Field = "sendBackTo" };
}
