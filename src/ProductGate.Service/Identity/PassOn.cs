using Marten;
using ProductGate.Domain;
using ProductGate.Service.Audit;
using ProductGate.Service.Door;
using ProductGate.Service.Notifications;
using Wolverine;

namespace ProductGate.Service.Identity;

/// <summary>How passing on a right, or taking it back, ended.</summary>
public sealed record Delegated(StandingDelegation? Delegation, Refusal? Refusal = null, bool IsKeyReused = false)
{
    public static Delegated Of(FirstAnswer<StandingDelegation> earlier) => new(earlier.Answer, IsKeyReused: earlier.Answer is null);
}

/// <summary>Passing on a right for every product, on its way through the door.</summary>
public sealed record PassOn(DelegateAuthority Command, Actor By, CommandKey? Key = null)
{
    /// <summary>What the log shows of a message that failed: no person, no text.</summary>
    public override string ToString() => nameof(PassOn);
}

public static class PassOnHandler
{
    /// <summary>The fact goes to a stream of the person who passes the right on; the document beside it is what signatures look up.</summary>
    public static async Task<(Delegated, OutgoingMessages)> Handle(PassOn message, IDocumentSession session, FirstAnswers answers, TimeProvider clock, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (await answers.Find<StandingDelegation>(session, message.Key, stop) is { } earlier) return (Delegated.Of(earlier), []);
        var id = Guid.CreateVersion7(now);
        var decision = DelegationRules.Decide(message.By, message.Command, now, id, await session.Between(message.By.Id, message.Command.To, now, stop));
        if (decision.Refusal is { } refusal) return (new(null, session.Refuse(refusal, message.Command, Guid.Empty, null, message.By, now)), []);
        var fact = (AuthorityDelegated)decision.Facts[0];
        var delegation = new StandingDelegation(id, fact.From, fact.To, fact.Office, fact.Until, fact.Reason, now) { Powers = [.. fact.Powers!] };
        session.Events.Append(Delegation.StreamOf(fact.From), fact);
        session.Insert(delegation);
        session.ActAs(message.By);
        answers.Keep(session, message.Key, delegation);
        return (new(delegation), Reactions.ToStanding(fact, id, now));
    }
}
