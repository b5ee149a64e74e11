using ProductGate.Domain;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>A signature as it was given, and whether a later fact took it back.</summary>
internal sealed record SignatureTrack(SignOffGiven Given, bool Invalidated = false)
{
    public bool Stands => !Invalidated && Given.Decision is SignOffDecision.Approve or SignOffDecision.ApproveWithConditions;

    public bool IsNamedBy(Stage stage, int round, Role office, string signer) =>
        Stands && (Given.Stage, Given.Round, Given.Office, Given.By) == (stage, round, office, signer);
}

internal enum OpinionPhase
{
    WaitsForTeam,
    WaitsForOffice,
    WaitsForCommittee,
    RiskAccepted,
    Closed,
}

/// <summary>The life of an opinion, as the facts tell it.</summary>
internal sealed record OpinionTrack(OpinionRaised Raised)
{
    public OpinionPhase Phase { get; init; } = OpinionPhase.WaitsForTeam;
    public OpinionAnswer? Answer { get; init; }
    public bool MustBeAdopted { get; init; }
    public bool Withdrawn { get; init; }

    /// <summary>It lies before the committee although nobody answered it, or looked at the change.</summary>
    public bool Bypassed { get; init; }
    public RiskAccepted? Risk { get; init; }

    public bool Blocks(DateTimeOffset now) => Phase switch
    {
        OpinionPhase.Closed => false,
        OpinionPhase.RiskAccepted => now >= Risk!.Expires,
        _ => true,
    };

    /// <summary>The key under which the deadline of the present phase runs.</summary>
    public string? DeadlineKey => Phase switch
    {
        OpinionPhase.WaitsForTeam => $"answer/{Raised.Number}",
        OpinionPhase.WaitsForOffice => $"{(Answer == OpinionAnswer.NotAdopted ? "settle" : "verify")}/{Raised.Number}",
        OpinionPhase.WaitsForCommittee => $"ruling/{Raised.Number}",
        _ => null,
    };
}

internal sealed record ConditionTrack(ConditionAttached Attached, DateTimeOffset? Due, bool Closed = false);

internal sealed record ReviewTrack(ReviewOpened Opened)
{
    public ReviewCompleted? Completed { get; init; }

    /// <summary>A scheduled review that another one took the place of.</summary>
    public bool Replaced { get; init; }

    /// <summary>True when it was completed while sales were suspended, so that it speaks about this suspension (R9).</summary>
    public bool InSuspension { get; init; }

    public bool Missed { get; init; }

    public bool IsOpen => Completed is null && !Replaced;
}

internal sealed record DeadlineTrack(DeadlineSet Set, DateTimeOffset Due, DateTimeOffset? PausedAt = null)
{
    /// <summary>Somebody named the day.</summary>
    public bool Named { get; init; }
}

/// <summary>What was put on the market: the dossier as it was then.</summary>
internal sealed record LaunchTrack(ProductLaunched Launched, DossierBook Dossier);
