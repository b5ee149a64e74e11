namespace ProductGate.Domain;

public static class OpinionRules
{
    public static Decision Decide(Situation s, RaiseOpinion c)
    {
        var (p, office) = (s.Product, s.Policy.Opinions.Offices.First(s.By.SpeaksFor));
        var number = p.Opinions.Length + 1;
        return Decision.Record(new OpinionRaised(
            Ids.Derive(p.Id, "opinion", number), number, c.Kind, office, p.Stage, p.Round, c.Section, p.HashOf(c.Section), p.Revision,
            c.Subject, c.Text, c.WantedChange, s.By.Id, s.Now, c.LegalBasis, office == Role.Liaison && s.By.Department.Length > 0 ? s.By.Department : null));
    }

    public static Decision Decide(Situation s, IOpinionCommand command)
    {
        var opinion = s.Product.Opinions.FirstOrDefault(o => o.Id == command.OpinionId);
        if (opinion is null) return Decision.NotFound("unknown-opinion", "The product has no such opinion.");
        return command switch
        {
            AnswerOpinion c => Answer(s, opinion, c),
            VerifyOpinion c => Verify(s, opinion, c),
            WithdrawOpinion c => Withdraw(s, opinion, c),
            EscalateOpinion c => Escalate(s, opinion, c),
            RuleOnOpinion c => Rule(s, opinion, c),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "No rule knows this command."),
        };
    }

    private static Decision Answer(Situation s, Opinion o, AnswerOpinion c)
    {
        if (!o.AwaitsAnswer) return WrongMoment(s, o, "answered");
        if (o.MustBeAdopted && c.Answer == OpinionAnswer.NotAdopted)
            return Decision.Refuse("opinion-upheld", "The committee has upheld the opinion: it must be adopted.", "R6", [new($"Answer {Words.Of(o)} with the change that it asks for.", Grants.Office(Deed.AnswerOpinion))]);
        var answered = new OpinionAnswered(o.Id, c.Answer, c.Reason, s.Product.Revision, s.By.Id, s.Now);
        return o.Kind == OpinionKind.Objection && c.Answer == OpinionAnswer.NotAdopted
            ? Decision.Record(answered, new OpinionEscalated(o.Id, KnownReasons.NotAdopted(c.Reason).ToString(), s.By.Id, s.Now))
            : Decision.Record(answered);
    }

    /// <summary>The promised change must be in a revision made after the opinion was raised.</summary>
    private static Decision Verify(Situation s, Opinion o, VerifyOpinion c)
    {
        if (Rights.Of(s, Deed.VerifyOpinion, o.Office) is not { } right) return NotTheOffice(s, o)!;
        if (Duties.Check(s.Product, right.Behind(s.By), [o.Section], o.Office, "verify its changes") is { } own) return new([], own);
        if (!o.AwaitsVerification) return WrongMoment(s, o, "verified");
        if (!c.Verified) return Decision.Record(new OpinionVerificationFailed(o.Id, s.Product.Revision, c.Note, s.By.Id, s.Now, right.OnBehalfOf));
        if (s.Product.HashOf(o.Section) == o.SectionHash)
            return Decision.Refuse("change-not-made", $"{Words.Of(o.Section)} has not changed since revision {o.Revision}, on which the opinion was raised.", "R3", [new($"Revise {Words.Of(o.Section)}.", s.Policy.Of(o.Section).Editors[0])]);
        return Decision.Record(new OpinionVerified(o.Id, s.Product.Revision, c.Note, s.By.Id, s.Now, right.OnBehalfOf));
    }

    /// <summary>What stands in the way of a product is not taken away by whoever made it (R5).</summary>
    private static Decision Withdraw(Situation s, Opinion o, WithdrawOpinion c) =>
        NotTheOffice(s, o)
        ?? (Duties.Check(s.Product, s.By.Id, [o.Section], o.Office, "withdraw an opinion on it") is { } own ? new([], own)
        : o.Status is OpinionStatus.Verified or OpinionStatus.Withdrawn or OpinionStatus.Declined or OpinionStatus.RiskAccepted
            ? WrongMoment(s, o, "withdrawn")
            : Decision.Record(new OpinionWithdrawn(o.Id, c.Reason, s.By.Id, s.Now)));

    private static Decision Escalate(Situation s, Opinion o, EscalateOpinion c)
    {
        if (!s.By.IsTeamOf(s.Product) && NotTheOffice(s, o) is { } forbidden) return forbidden;
        return o.AwaitsAnswer || o.Status == OpinionStatus.Answered
            ? Decision.Record(new OpinionEscalated(o.Id, c.Reason, s.By.Id, s.Now))
            : WrongMoment(s, o, "escalated");
    }

    private static Decision Rule(Situation s, Opinion o, RuleOnOpinion c)
    {
        if (Duties.Check(s.Product, s.By.Id, [o.Section], Grants.Office(Deed.RuleOnOpinion), "decide about its risk") is { } own) return new([], own with { Rule = "R7" });
        if (o.RaisedBy == s.By.Id) return Decision.Refuse("own-opinion", "Whoever raised the opinion cannot decide about it.", "R7", [new("Ask another member.", Grants.Office(Deed.RuleOnOpinion))]);
        if (o.Status is not (OpinionStatus.Escalated or OpinionStatus.RiskAccepted)) return WrongMoment(s, o, "decided by the committee");
        if (c.Decision == Ruling.Uphold) return Decision.Record(new OpinionUpheld(o.Id, c.Reason, s.By.Id, s.Now));
        if (o.Office == Role.Committee) return Decision.Refuse("no-higher-office", "Nobody stands above the committee: it can only uphold or withdraw its own opinion.", "R7", [new($"Uphold or withdraw {Words.Of(o)}.", o.Office)]);
        if (s.By.SpeaksFor(o.Office)) return Decision.Refuse("own-office", $"Somebody of {Words.Of(o.Office)} cannot overrule it: a risk is accepted by somebody above the office.", "R7", [new("Ask a member who is not of that office.", Grants.Office(Deed.RuleOnOpinion))]);
        if (c.Expires is not { } day) return Decision.Invalid("expiry-needed", "expires", "An accepted risk needs a last day.");
        var today = s.Policy.Calendar.Today(s.Now);
        if (day <= today || day > today.AddYears(3)) return Decision.Invalid("expiry-out-of-range", "expires", "The last day of an accepted risk lies from tomorrow to three years from now.");
        return Decision.Record(new RiskAccepted(o.Id, c.Reason, s.Policy.Calendar.EndOf(day), s.By.Id, s.Now));
    }

    private static Decision? NotTheOffice(Situation s, Opinion o) => s.By.SpeaksFor(o.Office)
        ? null
        : Decision.Forbid("role-not-allowed", $"This is for {Words.Of(o.Office)}, which raised the opinion.", "R6", [new($"Ask {Words.Of(o.Office)}.", o.Office)]);

    /// <summary>It waits for somebody else; one that is settled for good waits for nobody and is raised anew.</summary>
    private static Decision WrongMoment(Situation s, Opinion o, Phrase deed) => Decision.Refuse(
        "opinion-not-open", $"O{o.Number} is {Words.Of(o.Status)} and cannot be {deed}.", "R6",
        [Asks.About(o, s.Policy) is { } ask ? new(ask.What, ask.By, s.Product.DeadlineOf(ask.Key)?.Due) : new("Raise a new opinion.", o.Office)]);
}
