using System.Collections.Immutable;
using System.Globalization;
using Marten;
using ProductGate.Domain;
using ProductGate.Service.Audit;
using ProductGate.Service.Door;
using ProductGate.Service.Policies;

namespace ProductGate.Service.Products;

public sealed record EvaluationView(int Revision, ItemAnswer[] Answers, int? Score, bool? Passes, string By, DateTimeOffset At);

/// <summary>A product as its readers see it: now, or at any moment since it was declared.</summary>
public sealed record ProductView(
    Guid Id, long Version, string Name, string Category, ProductKind Kind, string Team, Guid? Predecessor, string DeclaredBy, DateTimeOffset DeclaredAt, PolicyRef Policy, CalendarView? Calendar,
    Stage Stage, Disposition Disposition, MarketState MarketState, int Round, bool Submitted, int Revision, RiskGrade? RiskGrade, DateTimeOffset? SuspendedAt,
    SectionContent[] Dossier, int[] Revisions, ImmutableArray<SignOff> SignOffs, ImmutableArray<Opinion> Opinions, ImmutableArray<Condition> Conditions,
    ImmutableArray<Deadline> Deadlines, FilingState? Filing, EvaluationView? Evaluation, PassedEvaluation? Passed, LaunchedView? Launched, ImmutableArray<Figure> Figures,
    ImmutableArray<Review> Reviews, ImmutableArray<Delegation> Delegations, ImmutableArray<string> Recused, Next[] Next);

public sealed record LaunchedView(int Round, int Revision, string[] Channels, Indicator[] Indicators, DateTimeOffset At);

internal static class ProductViewEndpoint
{
    public static async Task<IResult> Get(HttpContext http, IQuerySession session, PolicyShelf policies)
    {
        var (version, asOf) = Moment(http.Request.Query);
        var told = await session.Tell(http, version, asOf);
        // The store answers a version that is still to come with the newest one.
        if (version > told.Product.Version) throw new ProblemException(UnknownVersion(version, told.Product.Version));
        await http.RecordReading(told.Product.Id, told.Dossier.Current.Sections);
        http.Response.Headers.ETag = $"\"{told.Product.Version}\"";
        return Results.Json(Of(told, policies.For(told.Product)), HttpJson.Writing);
    }

    private static ProductView Of(Told told, Policy? policy)
    {
        var p = told.Product;
        return new(
            p.Id, p.Version, p.Name, p.Category, p.Kind, p.Team, p.Predecessor, p.DeclaredBy, p.DeclaredAt, p.Policy, policy is null ? null : CalendarView.Of(policy.Calendar),
            p.Stage, p.Disposition, p.MarketState, p.Round, p.Submitted, p.Revision, p.RiskGrade, p.SuspendedAt,
            told.Dossier.Current.Sections, [.. told.Dossier.Revisions.Skip(1).Select(r => r.Revision)], p.SignOffs, p.Opinions, p.Conditions,
            p.Deadlines, p.Filing, EvaluationOf(p, policy), p.Passed, p.Launched is { } l ? new(l.Round, l.Revision, l.Channels, l.Indicators, l.At) : null, p.Figures,
            p.Reviews, p.Delegations, p.Recused, policy is null ? [] : [.. Answers.NextOf(p, policy)]);
    }

    private static EvaluationView? EvaluationOf(Product p, Policy? policy) => p.Evaluation is not { } e
        ? null
        : new(e.Revision, e.Answers, policy is null ? null : EvaluationStage.Score(e.Answers, policy.Evaluation.ItemsFor(p)), policy is null ? null : EvaluationStage.Passes(p, policy), e.By, e.At);

    /// <summary>Which moment is asked for; neither for now.</summary>
    internal static (long Version, DateTimeOffset? AsOf) Moment(IQueryCollection query)
    {
        var asOf = query.Time("asOf");
        if (query["version"].ToString().Length == 0) return (0, asOf);
        return asOf is null ? (Version(query, "version"), null) : throw Malformed("asOf", "Ask by version or by time, not by both.");
    }

    internal static long Version(IQueryCollection query, string name) =>
        long.TryParse(query[name].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : throw Malformed(name, "A version is a whole number from 1.");

    internal static Problem UnknownVersion(long asked, long newest) => new(404, "unknown-version", $"The product has no version {asked} yet; its newest is {newest}.");

    private static ProblemException Malformed(string field, Phrase sentence) => new(Problem.Field(400, "malformed-query", field, sentence));
}
