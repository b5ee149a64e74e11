namespace ProductGate.Domain;

public enum OpinionStatus
{
    Open,
    Answered,
    Escalated,
    Upheld,
    Verified,
    Withdrawn,
    RiskAccepted,

    /// <summary>A suggestion that was answered "not adopted"; it blocks nothing.</summary>
    Declined,
}

/// <summary>An office's opinion on an exact section of an exact revision.</summary>
public sealed record Opinion(
    Guid Id, int Number, OpinionKind Kind, Role Office, Stage Stage, int Round, Section Section, string SectionHash, int Revision,
    string Subject, string Text, string WantedChange, string RaisedBy, DateTimeOffset At)
{
    public string? LegalBasis { get; init; }

    /// <summary>The branch whose liaison officer raised it.</summary>
    public string? Branch { get; init; }
    public OpinionStatus Status { get; init; }
    public OpinionAnswer? Answer { get; init; }
    public string? AnswerReason { get; init; }
    public DateTimeOffset? RiskExpires { get; init; }

    /// <summary>True once the committee has decided for the office: the team may no longer answer "not adopted".</summary>
    public bool MustBeAdopted { get; init; }

    /// <summary>True while the team owes an answer.</summary>
    public bool AwaitsAnswer => Status is OpinionStatus.Open or OpinionStatus.Upheld;

    /// <summary>True while the office owes a look at the change that the team says it made.</summary>
    public bool AwaitsVerification => Status == OpinionStatus.Answered && Answer != OpinionAnswer.NotAdopted;

    /// <summary>True until it was verified, withdrawn, declined, or its risk accepted for a time that has not passed (R3, R6, R7).</summary>
    public bool Blocks(DateTimeOffset now) => Status switch
    {
        OpinionStatus.Verified or OpinionStatus.Withdrawn or OpinionStatus.Declined => false,
        OpinionStatus.RiskAccepted => RiskExpires <= now,
        _ => true,
    };
}

internal static class OpinionFold
{
    public static Product On(this Product p, OpinionRaised f) => p with
    {
        Opinions =
        [
            .. p.Opinions,
            new Opinion(f.OpinionId, f.Number, f.Kind, f.Office, f.Stage, f.Round, f.Section, f.SectionHash, f.Revision, f.Subject, f.Text, f.WantedChange, f.By, f.At)
            {
                LegalBasis = f.LegalBasis,
                Branch = f.Branch,
            },
        ],
    };

    public static Product On(this Product p, OpinionAnswered f) => p.With(f.OpinionId, o => o with
    {
        Answer = f.Answer,
        AnswerReason = f.Reason,
        Status = f.Answer == OpinionAnswer.NotAdopted && o.Kind == OpinionKind.Suggestion ? OpinionStatus.Declined : OpinionStatus.Answered,
    });

    public static Product On(this Product p, OpinionVerified f) => p.With(f.OpinionId, o => o with { Status = OpinionStatus.Verified });

    public static Product On(this Product p, OpinionVerificationFailed f) =>
        p.With(f.OpinionId, o => o with { Status = o.MustBeAdopted ? OpinionStatus.Upheld : OpinionStatus.Open });

    public static Product On(this Product p, OpinionWithdrawn f) => p.With(f.OpinionId, o => o with { Status = OpinionStatus.Withdrawn });

    public static Product On(this Product p, OpinionEscalated f) => p.With(f.OpinionId, o => o with { Status = OpinionStatus.Escalated });

    public static Product On(this Product p, OpinionUpheld f) =>
        p.With(f.OpinionId, o => o with { Status = OpinionStatus.Upheld, MustBeAdopted = true, RiskExpires = null });

    public static Product On(this Product p, RiskAccepted f) =>
        p.With(f.OpinionId, o => o with { Status = OpinionStatus.RiskAccepted, RiskExpires = f.Expires });

    private static Product With(this Product p, Guid id, Func<Opinion, Opinion> change) => p with
    {
        Opinions = [.. p.Opinions.Select(o => o.Id == id ? change(o) : o)],
    };
}
