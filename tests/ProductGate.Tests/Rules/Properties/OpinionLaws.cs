using ProductGate.Domain;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>R6 and R7: an opinion ends only by those who may end it.</summary>
internal static class OpinionLaws
{
    public static IEnumerable<Breach> Of(Ledger l, IFact fact, Batch batch)
    {
        if (Subject(fact) is not { } id) yield break;
        if (l.Opinion(id) is not { } o)
        {
            yield return new("R6", $"No such opinion: {fact}.");
            yield break;
        }
        if (!InTurn(l, o, fact)) yield return new("R6", $"{fact.GetType().Name} while O{o.Raised.Number} is {o.Phase} ({o.Answer}).");
        if (fact is OpinionAnswered { Answer: OpinionAnswer.NotAdopted } && o.Raised.Kind == OpinionKind.Objection && !batch.Facts.OfType<OpinionEscalated>().Any(e => e.OpinionId == id))
            yield return new("R6", $"The objection O{o.Raised.Number} was not adopted and did not go to the committee.");
        if (fact is OpinionWithdrawn && !batch.By.Is(o.Raised.Office) && !(o.Raised.Office == Role.ProtectionOffice && batch.By.Is(Role.ProtectionHead)))
            yield return new("R6", $"{batch.By.Id} withdrew an opinion of {o.Raised.Office}.");
        if (fact is RiskAccepted risk && (!batch.By.Is(Role.Committee) || o.Raised.Office == Role.Committee || risk.By == o.Raised.By || risk.Expires <= batch.Now))
            yield return new("R7", $"{risk.By} accepted the risk of O{o.Raised.Number} of {o.Raised.Office} until {risk.Expires}.");
    }

    /// <summary>Once every timer has gone off, an accepted risk that has run out on a product on sale has led to a review (R7).</summary>
    public static IEnumerable<Breach> AtRest(Ledger l, DateTimeOffset now) =>
        from o in l.Opinions
        where l.OnTheMarket && !l.Over && o.Phase == OpinionPhase.RiskAccepted && o.Risk!.Expires <= now && o.Risk.Expires >= l.Launch!.Launched.At
        where !l.Reviews.Any(r => r.Opened.Kind == ReviewKind.RiskExpiry && r.Opened.At >= o.Risk!.Expires)
        select new Breach("R7", $"The risk accepted for O{o.Raised.Number} ran out {o.Risk!.Expires} and nobody reviews it.");

    private static bool InTurn(Ledger l, OpinionTrack o, IFact fact) => fact switch
    {
        OpinionAnswered f => o.Phase == OpinionPhase.WaitsForTeam && !(o.MustBeAdopted && f.Answer == OpinionAnswer.NotAdopted),
        OpinionVerified => Promised(o) && l.Dossier.Of(o.Raised.Section).Hash != o.Raised.SectionHash,
        OpinionVerificationFailed => Promised(o),
        OpinionWithdrawn => o.Phase is not (OpinionPhase.Closed or OpinionPhase.RiskAccepted),
        OpinionEscalated => o.Phase is OpinionPhase.WaitsForTeam or OpinionPhase.WaitsForOffice,
        OpinionUpheld or RiskAccepted => o.Phase is OpinionPhase.WaitsForCommittee or OpinionPhase.RiskAccepted,
        _ => true,
    };

    /// <summary>The team says that it made the change; only then is there anything to verify.</summary>
    private static bool Promised(OpinionTrack o) => o.Phase == OpinionPhase.WaitsForOffice && o.Answer is OpinionAnswer.Adopted or OpinionAnswer.PartlyAdopted;

    private static Guid? Subject(IFact fact) => fact switch
    {
        OpinionAnswered f => f.OpinionId,
        OpinionVerified f => f.OpinionId,
        OpinionVerificationFailed f => f.OpinionId,
        OpinionWithdrawn f => f.OpinionId,
        OpinionEscalated f => f.OpinionId,
        OpinionUpheld f => f.OpinionId,
        RiskAccepted f => f.OpinionId,
        _ => null,
    };
}
