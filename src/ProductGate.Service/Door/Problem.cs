using System.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;
using ProductGate.Domain;

namespace ProductGate.Service.Door;

/// <summary>An RFC 9457 problem with what the contract adds: a stable code, the rule, the fields, and what would have to happen (http.md).</summary>
public sealed record Problem(int Status, string Code, Phrase Detail)
{
    public string Type => $"urn:productgate:problem:{Code}";
    public string Title => ReasonPhrases.GetReasonPhrase(Status);
    public string? Rule { get; init; }
    public Dictionary<string, Phrase[]>? Errors { get; init; }
    public Missing[]? Missing { get; init; }
    public string? TraceId { get; init; }

    /// <summary>Seconds after which trying again makes sense.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int? RetryAfter { get; init; }

    public static Problem Field(int status, string code, string field, Phrase detail) =>
        new(status, code, detail) { Errors = field.Length == 0 ? null : new() { [field] = [detail] } };

    public static Problem Of(Refusal r) => new(StatusOf(r.Kind), r.Code, r.Sentence)
    {
        Rule = r.Rule,
        Errors = r.Field is { } field ? new() { [field] = [r.Sentence] } : null,
        Missing = r.Missing.IsEmpty ? null : [.. r.Missing],
    };

    public static readonly Problem UnknownProduct = new(404, "unknown-product", "There is no such product, or you may not see it.");

    public static readonly Problem KeyReused = new(422, "idempotency-key-reused", "This key was used for another request. Take a new one.") { Rule = "R12" };

    public static Problem Stale(long version) => new(412, "stale-version", $"The product has changed since; its version is {version}. Load it again and decide on what it is now.") { Rule = "R12" };

    public IResult ToResult() => new ProblemResult(this);

    public async Task Write(HttpContext http)
    {
        http.Response.StatusCode = Status;
        if (RetryAfter is { } seconds) http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var traced = this with { TraceId = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier };
        await http.Response.WriteAsJsonAsync(traced, HttpJson.Writing, "application/problem+json", http.RequestAborted);
    }

    private static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Forbidden => 403,
        RefusalKind.Unknown => 404,
        RefusalKind.Invalid => 422,
        _ => 409,
    };
}

/// <summary>The answer of a request that ended with a problem.</summary>
internal sealed class ProblemResult(Problem problem) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => problem.Write(httpContext);
}

/// <summary>Ends a request with a problem from deep inside reading it.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Detail.ToString())
{
    public Problem Problem { get; } = problem;
}
