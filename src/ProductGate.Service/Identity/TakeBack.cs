using Marten;
using ProductGate.Domain;
using ProductGate.Service.Audit;
using ProductGate.Service.Door;
using ProductGate.Service.Notifications;
using Wolverine;

namespace ProductGate.Service.Identity;

/// <summary>Taking back a right for every product, on its way through the door.</summary>
public sealed record TakeBack(RevokeDelegation Command, Actor By, CommandKey? Key = null)
{
    /// <summary>What the log shows of a message that failed: no person, no text.</summary>
    public override string ToString() => nameof(TakeBack);
}

public static class TakeBackHandler
{
    public static async Task<(Delegated, OutgoingMessages)> Handle(TakeBack message, IDocumentSession session, FirstAnswers answers, TimeProvider clock, CancellationToken stop)
    {
        if (await answers.Find<StandingDelegation>(session, message.Key, stop) is { } earlier) return (Delegated.Of(earlier), []);
        var now = clock.GetUtcNow();
        var found = await session.LoadAsync<StandingDelegation>(message.Command.DelegationId, stop);
        if (found is null || !StandingDelegations.MaySee(message.By, found)) return (new(null, DelegationRules.Unknown.Refusal), []);
        var decision = DelegationRules.Decide(message.By, found.Right, message.Command.Reason, now);
        if (decision.Refusal is { } refusal) return (new(null, session.Refuse(refusal, message.Command, Guid.Empty, null, message.By, now)), []);
        var ended = found with { RevokedAt = now };
        session.Events.Append(Delegation.StreamOf(found.From), decision.Facts[0]);
        session.Update(ended);
        session.ActAs(message.By);
        answers.Keep(session, message.Key, ended);
        return (new(ended), Reactions.ToStanding(decision.Facts[0], found.Id, now));
    }
}
