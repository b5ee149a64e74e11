using System.Collections.Immutable;
using JasperFx.Events;
using Marten;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;
using ProductGate.Service.Policies;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Products;

/// <summary>A fact of a product with the name of whoever brought it about.</summary>
public sealed record Step(IFact Fact, string By, string Name, DateTimeOffset At, long Version);

/// <summary>A product, with its facts, before somebody who may act on it: what a page wants to know of the rules, it asks here.</summary>
/// <param name="Done">What was just recorded, where a form has led here.</param>
public sealed record Desk(Situation Situation, Dossier Dossier, ImmutableArray<Step> Steps, Phrase? Done)
{
    public Product Product => Situation.Product;

    public Policy Policy => Situation.Policy;

    /// <summary>Whether the table of authority lets the reader do such a thing at all.</summary>
    public bool IsFor(IProductCommand command) => Authority.Check(Situation, command) is null;

    /// <summary>Why it would be refused now, with everything opened that has to be.</summary>
    public Refusal? Refuses(IProductCommand command) => ProductRules.Decide(Situation.HavingOpenedAll(), command).Refusal;

    public IEnumerable<(T Fact, Step Step)> Facts<T>()
        where T : IFact => Steps.Where(s => s.Fact is T).Select(s => ((T)s.Fact, s));

    /// <summary>The name under which somebody last acted here.</summary>
    public string NameOf(string person) => Steps.LastOrDefault(s => s.By == person)?.Name ?? person;

    /// <summary>The documents that the product has, to be cited again.</summary>
    public IEnumerable<DocumentRef> Documents => Facts<DocumentAttached>().Select(f => new DocumentRef(f.Fact.Sha256, f.Fact.Name)).DistinctBy(d => d.Sha256);

    /// <summary>The document that was chosen by its hash.</summary>
    public static DocumentRef[]? Chosen(string value) => value.Split(' ', 2) is [var hash, var name] && Hashes.IsSha256(hash) ? [new(hash, name)] : null;
}

internal static class Desks
{
    /// <exception cref="ProblemException">404: no such product, or not visible. 409: what it is judged by is not to be found.</exception>
    public static async Task<Desk> Desk(this HttpContext http)
    {
        var services = http.RequestServices;
        var (session, policies, by, now) = (services.GetRequiredService<IQuerySession>(), services.GetRequiredService<PolicyShelf>(), http.User.ToActor(), services.GetRequiredService<TimeProvider>().GetUtcNow());
        await session.Snapshot(http);
        var events = await session.Events.FetchStreamAsync(http.ProductId(), token: http.RequestAborted);
        var told = Histories.Fold(events) ?? throw new ProblemException(Problem.UnknownProduct);
        var policy = policies.For(told.Product) ?? throw new ProblemException(Problem.Of(PolicyShelf.Unreadable(told.Product)));
        var situation = new Situation(told.Product, by, now, policy) { Standing = await session.To(by, now, http.RequestAborted) };
        ImmutableArray<Step> steps = [.. events.Where(e => e.Data is IFact).Select(Step)];
        return new(situation, told.Dossier, steps, Recorded(http, steps));
    }

    /// <summary>A form that is a command on the product of the address and leads back to its page.</summary>
    public static void MapDeskForm<T>(this IEndpointRouteBuilder pages, string path, Func<HttpContext, Task<IResult>> show, Func<T, Attempt, T> complete)
        where T : IProductCommand =>
        pages.MapPost(path, (Delegate)((HttpContext http) => http.Try(show, async attempt =>
        {
            var command = complete(attempt.Read<T>(), attempt);
            http.Validate(command);
            var answer = await http.Decide(command, attempt);
            if (answer is not null) http.SeeOther(Done(http, answer));
            return answer is not null;
        })));

    /// <summary>Back to the form's page, which says what was recorded first: the rest are consequences.</summary>
    public static string Done(HttpContext http, CommandAnswer answer) =>
        Forms.Done(http.RequestServices.GetRequiredService<Visit>().Attempt.Page!, answer with { Version = answer.Version - answer.Events.Length + 1 });

    private static Step Step(IEvent e)
    {
        var name = e.GetHeader(ActingSession.NameHeader)?.ToString();
        return new((IFact)e.Data, e.UserName ?? "", name is { Length: > 0 } ? name : e.UserName ?? "", e.Timestamp, e.Version);
    }

    /// <remarks>The signature that lets sales resume is a part of the act, not what the reader waits to hear.</remarks>
    private static Phrase? Recorded(HttpContext http, ImmutableArray<Step> steps) =>
        HttpMethods.IsGet(http.Request.Method) && long.TryParse(http.Request.Query["done"], out var version) && steps.FirstOrDefault(s => s.Version >= version && s.Fact is not SignOffGiven) is { } step
            ? History.Sentence(step.Fact)
            : null;
}
