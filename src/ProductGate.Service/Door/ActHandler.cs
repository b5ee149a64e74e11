using Marten;
using Marten.Events;
using ProductGate.Domain;
using ProductGate.Service.Audit;
using ProductGate.Service.Identity;
using ProductGate.Service.Notifications;
using ProductGate.Service.Policies;
using ProductGate.Service.Products;
using Wolverine;

namespace ProductGate.Service.Door;

/// <summary>Decides and records every command on a product: facts, snapshot and outgoing messages in one transaction.</summary>
public static class ActHandler
{
    public static async Task<(Outcome, OutgoingMessages)> Handle(Act act, IDocumentSession session, PolicyShelf policies, Readings readings, TimeProvider clock, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (await CommandKeys.Find(session, act.Key, now, stop) is { } earlier) return (earlier, []);
        var stream = await session.Events.FetchForWriting<Product>(act.ProductId, stop);
        if (stream.Aggregate is not { } product) return (Outcome.UnknownProduct, []);
        var needsNone = Visibility.SeesUnaided(act.By, product) && Grants.Of(act.Command.GetType()).Lent is null;
        var standing = needsNone ? [] : await session.To(act.By, now, stop);
        if (!Visibility.MaySee(act.By, standing, product, policies.For(product), now)) return (Outcome.UnknownProduct, []);
        // Stale, unless it was made so by the very same command, sent twice at once and recorded since the key was looked for.
        if (act.Expected is { } expected && expected != product.Version) return (await CommandKeys.Find(session, act.Key, now, stop) ?? session.Stale(act, product, now), []);
        if (policies.For(product) is not { } policy) return (session.Refuse(PolicyShelf.Unreadable(product), act, product, now), []);

        var situation = new Situation(product, act.By, now, policy) { Standing = standing };
        if (act.Command is DelegateAuthority c) situation = situation with { Standing = await session.Between(act.By.Id, c.To, now, stop) };
        if (act.Command is SignOffStage) situation = situation with { Opened = await readings.Of(act.By.Id, product.Id, stop) };
        // A preview says what is unread instead of refusing it.
        var decision = ProductRules.Decide(act.Preview ? situation.HavingOpenedAll() : situation, policies.Supply(act.Command, product));
        if (decision.Refusal is { } refusal) return (session.Refuse(refusal, act, product, now), []);
        var after = decision.After ?? product;
        var answer = Answers.Of(product, after, decision.Facts, policies.For(after)!, act.Preview);
        if (act.Preview) return (Outcome.Accepted(answer.Showing(situation, decision.Facts)), []);
        if (decision.Facts.IsEmpty) return (Outcome.Accepted(answer), []);

        stream.AppendMany(decision.Facts);
        await ReadModels.Keep(session, product, after, decision.Facts, policies, stop);
        session.ActAs(act.By);
        CommandKeys.Keep(session, act.Key, answer, now);
        return (Outcome.Accepted(answer), Reactions.To(after, product.Version, decision.Facts, now));
    }
}

/// <summary>Begins a product's stream.</summary>
public static class DeclareHandler
{
    private static readonly Refusal UnknownPredecessor = new(RefusalKind.Invalid, "unknown-predecessor", "There is no such product, or you may not see it.") { Field = "predecessor" };

    public static async Task<(Outcome, OutgoingMessages)> Handle(Declare declare, IDocumentSession session, PolicyShelf policies, TimeProvider clock, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (await CommandKeys.Find(session, declare.Key, now, stop) is { } earlier) return (earlier, []);
        if (declare.Command.Predecessor is { } predecessor && (await session.LoadAsync<Product>(predecessor, stop) is not { } old || !await session.MaySee(declare.By, old, policies, now, stop)))
            return (Outcome.Refused(session.Refuse(UnknownPredecessor, declare.Command, Guid.Empty, null, declare.By, now)), []);

        var id = Guid.CreateVersion7(now);
        var decision = ProductRules.Declare(id, declare.Command, declare.By, now, policies.InForce);
        if (decision.Refusal is { } refusal) return (Outcome.Refused(session.Refuse(refusal, declare.Command, Guid.Empty, policies.InForce.Ref, declare.By, now)), []);
        var product = decision.Facts.Aggregate((Product?)null, (p, f) => Product.Evolve(p, id, f))!;
        var answer = Answers.Of(null, product, decision.Facts, policies.InForce, preview: false);

        session.Events.StartStream<Product>(id, decision.Facts.Cast<object>());
        await ReadModels.Keep(session, null, product, decision.Facts, policies, stop);
        session.ActAs(declare.By);
        CommandKeys.Keep(session, declare.Key, answer, now);
        return (Outcome.Accepted(answer), Reactions.To(product, 0, decision.Facts, now));
    }
}

internal static class ActingSession
{
    public const string NameHeader = "actor-name";
    public const string RolesHeader = "actor-roles";
    public const string KindHeader = "actor-kind";
    public const string TeamsHeader = "actor-teams";

    /// <summary>Puts who acts on every event of the session (R13).</summary>
    public static void ActAs(this IDocumentSession session, Actor by)
    {
        session.LastModifiedBy = by.Id;
        session.SetHeader(NameHeader, by.Name);
        session.SetHeader(KindHeader, by.Kind.ToString());
        session.SetHeader(RolesHeader, string.Join(' ', by.Roles.Select(Names.Of)));
        if (!by.Teams.IsEmpty) session.SetHeader(TeamsHeader, by.Teams.ToArray());
    }
}
