using System.Collections.Immutable;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>
/// Whether a group can really bring a product to its launch: tries everything its members may do, through the rules
/// themselves. Knows nothing of seats, offices or powers, and so is slow.
/// </summary>
internal sealed class GroupOracle(Policy policy, Staff staff, Actor[] members, string category, RiskGrade grade, bool waiting)
{
    private const int MostWaits = 40;
    private readonly HashSet<string> seen = [];

    private sealed record State(Product Product, Actor Maker, DateTimeOffset Now, int Waits);

    public bool CanLaunch() => members.Any(maker => maker.Teams.Any(team => Declared(maker, team) is { } state && Write(state, 0)));

    private State? Declared(Actor maker, string team)
    {
        seen.Clear();
        var decision = ProductRules.Declare(Journey.Id, Sample.Declaration with { Category = category, Team = team }, maker, Sample.Monday, policy);
        return decision.Refusal is null ? new(decision.Facts.Aggregate((Product?)null, (p, f) => Product.Evolve(p, Journey.Id, f))!, maker, Sample.Monday, 0) : null;
    }

    private bool Write(State s, int section)
    {
        if (section == Sections.All.Length) return Go(s);
        var command = Sections.All[section] == Section.Risk ? Sample.Graded(grade) : Sample.Revise(Sections.All[section]);
        foreach (var writer in members.OrderBy(a => a != s.Maker))
        {
            if (Does(s, writer, command) is not { } written) continue;
            seen.Clear();
            if (Write(written, section + 1)) return true;
            // A second writer of the team's would only be one more who may not judge.
            if (writer == s.Maker) return false;
        }
        return false;
    }

    private bool Go(State s)
    {
        if (s.Product.IsOnTheMarket) return true;
        if (!seen.Add(Key(s))) return false;
        foreach (var next in Next(s))
            if (Go(next)) return true;
        return false;
    }

    private IEnumerable<State> Next(State s)
    {
        var (p, stage) = (s.Product, policy.Of(s.Product.Stage));
        if (stage.Filing && p.Filing is null) return One(s, [s.Maker], new RecordFiling(FilingType.NotRequired, "Article 3", FilingOutcome.Accepted));
        if (stage.Submission && !p.Submitted) return One(s, [s.Maker], new SubmitStage());
        if (EvaluationStage.IsWaitedFor(p, policy)) return One(s, members, new RecordEvaluation(Sample.AllMet(policy, p)));
        if (Does(s, s.Maker, new LaunchProduct(p.Revision, ["branch"])) is { } launched) return [launched];
        return Signatures(s).Concat(waiting && s.Waits < MostWaits ? Wait(s) : []);
    }

    private State[] One(State s, Actor[] people, IProductCommand command) => [.. people.Select(a => Does(s, a, command)).OfType<State>().Take(1)];

    private IEnumerable<State> Signatures(State s) =>
        from request in s.Product.Requests
        from signer in members
        let signed = Does(s, signer, new SignOffStage(request.Stage, SignOffDecision.Approve, "", Office: request.Office))
        where signed is not null
        select signed;

    /// <summary>Until the next thing is due, with its timer.</summary>
    private IEnumerable<State> Wait(State s)
    {
        if (s.Product.Deadlines.MinBy(d => d.Due) is not { } next) return [];
        var later = s with { Now = next.Due > s.Now ? next.Due : s.Now, Waits = s.Waits + 1 };
        return Does(later, Actor.System, new CheckDeadline(next.Id)) is { } fired ? [fired] : [];
    }

    private State? Does(State s, Actor by, IProductCommand command)
    {
        ImmutableArray<Delegation> lent = [.. staff.Delegations.Where(d => d.To == by.Id && staff.People.Any(p => p.Id == d.From && p.Is(d.Office)))];
        var decision = ProductRules.Decide(new Situation(s.Product, by, s.Now, policy) { Standing = lent }.HavingOpenedAll(), command);
        return decision.Facts.IsEmpty ? null : s with { Product = decision.After! };
    }

    /// <summary>
    /// Who signed an earlier stage makes no difference to a later one, but for those who stepped in for an overdue office. Signed anew for another launch
    /// window, an evaluation leaves more time.
    /// </summary>
    private string Key(State s)
    {
        var p = s.Product;
        var from = (Stage)Math.Min((int)p.Stage, (int)Stage.ConsumerProtectionEvaluation);
        return $"{s.Maker.Id} {p.Stage} {p.Submitted} {p.Filing?.By} {EvaluationStage.IsCurrent(p)} {EvaluationStage.Stands(p, policy)} "
            + string.Join(';', p.Valid.Where(v => v.Stage >= from).Select(v => $"{v.Stage} {v.Office} {v.By} {v.OnBehalfOf}").Order()) + '|'
            + string.Join(';', p.Valid.Where(v => v.Capacity == Capacity.Superior).Select(v => $"{v.By} {v.Office}").Distinct().Order()) + '|'
            + string.Join(';', p.Deadlines.Where(d => d.Key.StartsWith("sign-off/", StringComparison.Ordinal)).Select(d => $"{d.Key} {Math.Min(d.Level, 4)}").Order()) + '|'
            + string.Join(';', p.Deadlines.Where(d => d.Key.StartsWith("launch/", StringComparison.Ordinal)).Select(d => $"{d.Due:O}"));
    }
}
