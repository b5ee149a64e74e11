using System.Collections.Immutable;

namespace ProductGate.Domain;

public static class SignOffRules
{
    public static Decision Decide(Situation s, SignOffStage command)
    {
        var p = s.Product;
        var pending = Pending(p, s.Policy, command.Stage);
        if (pending.Count == 0) return NotOpen(s, command.Stage);
        var seats = pending.SelectMany(asked => Seats(s, command.Stage, asked)).Where(seat => command.Office is null || seat.Asked.Office == command.Office).ToList();
        if (seats.Count == 0) return NoSeat(command.Stage, pending);
        // The seat that can be signed; or that could be, had the person but read what they sign; or the first, to say why not.
        var seat = seats.Find(x => Refused(s, command, x) is null) ?? seats.Find(x => Refused(s.HavingOpenedAll(), command with { View = null }, x) is null) ?? seats[0];
        return Refused(s, command, seat) is { } refusal ? new([], refusal) : Decided(s, command, seat);
    }

    /// <summary>Whether the person may give the signature that an office is asked for, in whoever's right.</summary>
    internal static bool MayBeGivenBy(Situation s, Stage stage, Role office) =>
        Pending(s.Product, s.Policy, stage).Where(a => a.Office == office).SelectMany(a => Seats(s, stage, a)).Any(seat => NotTheirs(s, stage, seat, seat.Asked.Sections) is null);

    /// <summary>The right to sign what one office is asked.</summary>
    private sealed record Seat(SignOffPolicy Asked, Right Right);

    private static List<SignOffPolicy> Pending(Product p, Policy policy, Stage stage) =>
        [.. SignOffs.AskedFor(p, policy, stage).Where(a => p.Requests.Any(r => r.Stage == stage && r.Office == a.Office) && !SignOffs.AreComplete(p, policy, stage, a.Office))];

    /// <remarks>The administrator never signs, not even for somebody else (domain.md, People).</remarks>
    private static IEnumerable<Seat> Seats(Situation s, Stage stage, SignOffPolicy asked)
    {
        if (s.By.Is(Role.Administrator)) yield break;
        if (asked.Members is { Length: > 0 } members && !members.Contains(s.By.Id)) yield break;
        if (s.By.Is(asked.Office)) yield return new(asked, new(asked.Office, Capacity.Own));
        foreach (var lent in s.By.Is(asked.Office) ? [] : Rights.Lent(s, asked.Office, Power.SignOff)) yield return new(asked, lent);
        if (s.Product.DeadlineOf(Asks.SignOffKey(s.Product.Round, stage, asked.Office)) is { } overdue && overdue.Owner != asked.Office && s.By.Is(overdue.Owner)) yield return new(asked, new(asked.Office, Capacity.Superior));
    }

    private static Refusal? Refused(Situation s, SignOffStage c, Seat seat)
    {
        var p = s.Product;
        if (p.Recused.Contains(s.By.Id)) return Refusal.Of("recused", "You have recused yourself from this product.", "R5", [new("Ask a colleague who did not step aside.", seat.Asked.Office)]);
        if (!seat.Asked.Decisions.Contains(c.Decision))
            return Refusal.Of("decision-not-allowed", $"{Words.Of(seat.Asked.Office)} may decide: {Words.Names(seat.Asked.Decisions)}.", "R2", [new($"Sign off {Words.Of(c.Stage)} with one of these decisions.", seat.Asked.Office)]);
        if (c.Decision == SignOffDecision.Recuse) return null;
        var covered = Covered(seat.Asked, c);
        if ((NotTheirs(s, c.Stage, seat, covered) ?? ReadingRules.Changed(s, c, seat.Asked.Office, covered)) is { } refusal) return refusal;
        return c.Decision switch
        {
            SignOffDecision.SendBack => SendBackRules.Check(s, c, seat.Asked.Office),
            SignOffDecision.Approve or SignOffDecision.ApproveWithConditions => ApprovalRefused(s, c, seat.Asked.Office) ?? ReadingRules.Unread(s, seat.Asked.Office, covered),
            _ => null,
        };
    }

    /// <summary>What forbids the signature to this person, whatever it says (R4, R5).</summary>
    private static Refusal? NotTheirs(Situation s, Stage stage, Seat seat, IEnumerable<Section> covered)
    {
        var p = s.Product;
        var behind = seat.Right.Behind(s.By);
        if (Duties.Check(p, behind, covered, seat.Asked.Office, "sign it off") is { } own) return own;
        if (s.Policy.Of(stage).Filing && behind.Contains(p.Filing?.By)) return Refusal.Of("own-product", "Whoever recorded the regulator's step cannot sign it off.", "R5", [new("Ask a colleague who did not contribute.", seat.Asked.Office)]);
        if (p.Valid.FirstOrDefault(v => v.Stage == stage && (behind.Contains(v.By) || behind.Contains(v.OnBehalfOf))) is { } mine)
            return Refusal.Of(
                "already-signed", $"You, or the person you act for, have signed this stage for {Words.Of(mine.Office)}; the next signature is another person's.", "R4",
                [new("Ask a colleague who has not signed.", seat.Asked.Office)]);
        return seat.Right.Capacity == Capacity.Superior ? SteppedIn(s, seat.Asked.Office) : null;
    }

    /// <summary>Whoever steps in for overdue offices does so for one in a round: else a few who let deadlines pass could sign for the whole bank.</summary>
    private static Refusal? SteppedIn(Situation s, Role office) =>
        s.Product.Valid.FirstOrDefault(v => v.By == s.By.Id && v.Capacity == Capacity.Superior && v.Office != office) is { } other
            ? Refusal.Of(
                "stepped-in", $"You have stepped in for {Words.Of(other.Office)} in this round; for {Words.Of(office)} a colleague of yours steps in, or the office itself signs.", "R15",
                [new("Ask a colleague who has not signed.", office)])
            : null;

    private static Refusal? ApprovalRefused(Situation s, SignOffStage c, Role office)
    {
        if (s.Policy.Of(c.Stage).Evaluation && !EvaluationStage.IsPassable(s.Product, s.Policy, s.Now))
            return Refusal.Of("evaluation-not-passed", "The evaluation of the current revision is not passed.", "R2", Gate.Evaluation(s.Product, s.Policy, s.Now).Missing());
        return ConditionRules.Check(s, c, office);
    }

    private static Decision Decided(Situation s, SignOffStage c, Seat seat)
    {
        if (c.Decision == SignOffDecision.Recuse) return Decision.Record(new ReviewerRecused(s.By.Id, c.Reason, s.Now));
        var p = s.Product;
        var view = SignedView.Of(p, c.Stage, seat.Asked.Office, Covered(seat.Asked, c));
        var given = new SignOffGiven(
            c.Stage, p.Round, seat.Asked.Office, c.Decision, seat.Asked.Meaning, seat.Right.Capacity, p.Revision,
            view.Sections, p.Policy, c.Reason, s.By.Id, s.Now, seat.Right.OnBehalfOf, view.Hash);
        return Decision.Record(c.Decision switch
        {
            SignOffDecision.SendBack => [given, .. SendBackRules.Facts(s, c, seat.Asked.Office)],
            SignOffDecision.Reject when p.Launched is null => [given, new ProductRejected(c.Stage, seat.Asked.Office, c.Reason, s.By.Id, s.Now)],
            SignOffDecision.Reject => [given, new ChangeClosed(p.Round, ChangeEnd.Rejected, c.Reason, s.By.Id, s.Now)],
            _ => [given, .. ConditionRules.Facts(s, c, seat.Asked.Office)],
        });
    }

    private static ImmutableArray<Section> Covered(SignOffPolicy asked, SignOffStage c) => [.. asked.Sections.Union(c.Sections ?? []).Order()];

    private static Decision NotOpen(Situation s, Stage stage) =>
        Decision.Refuse("stage-not-open", $"{Words.Of(stage)} is not waiting for a signature.", "R2", Gate.Next(s.Product, s.Policy, s.Now));

    private static Decision NoSeat(Stage stage, List<SignOffPolicy> pending) => Decision.Forbid(
        "role-not-allowed", $"{Words.Of(stage)} waits for {Words.And(pending.Select(x => Words.Of(x.Office)))}.", null,
        [.. pending.Select(x => new Missing($"Sign off {Words.Of(stage)}.", x.Office))]);
}
