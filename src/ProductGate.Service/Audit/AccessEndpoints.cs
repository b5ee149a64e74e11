using System.Diagnostics;
using System.Text;
using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;

namespace ProductGate.Service.Audit;

/// <summary>Leaves a record of what was opened, and shows compliance the records.</summary>
internal static class AccessEndpoints
{
    private const int LongestText = 500;

    public static void MapAccess(this IEndpointRouteBuilder api) =>
        api.MapGet("/access-records", Get).Does(Deed.ReadAccessRecords).WithSummary("Who opened which dossier, document or trail, newest first").Asks("person", "subject", "kind", "from", "to", "address", "asked", "limit", "cursor")
            .Produces<Page<AccessRecord>>().ProducesProblems(400, 401, 403, 503).RecordsAccess(AccessKind.AccessRecords);

    /// <summary>Whoever gets an answer here leaves a record first. Who gets a problem has seen nothing.</summary>
    /// <param name="subject">The part of the address that says what is opened.</param>
    public static RouteHandlerBuilder RecordsAccess(this RouteHandlerBuilder route, AccessKind kind, string? subject = null) => route.AddEndpointFilter(async (call, next) =>
    {
        var (answer, http) = (await next(call), call.HttpContext);
        if (answer is not ProblemResult) await http.Record(http.User.ToActor(), kind, subject is null ? "" : http.GetRouteValue(subject)?.ToString() ?? "", http.Request.QueryString.Value);
        return answer;
    });

    /// <param name="by">Null where nobody is known.</param>
    public static Task Record(this HttpContext http, Actor? by, AccessKind kind, string subject = "", string? asked = null) => http.Write(by, kind, subject, asked, []);

    /// <summary>Leaves the record of somebody who is about to be shown these sections, and keeps that they were: only what was opened can be signed.</summary>
    /// <param name="asked">Which section, where it is not the whole dossier.</param>
    public static Task RecordReading(this HttpContext http, Guid product, IEnumerable<SectionContent> shown, string? asked = null) =>
        http.Write(http.User.ToActor(), AccessKind.Dossier, product.ToString(), asked ?? http.Request.QueryString.Value, shown, product);

    private static Task Write(this HttpContext http, Actor? by, AccessKind kind, string subject, string? asked, IEnumerable<SectionContent> shown, Guid product = default)
    {
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var record = new AccessRecord(
            Guid.CreateVersion7(now), now, by?.Id ?? "", by?.Name ?? "", [.. by?.Roles.Select(Names.Of) ?? []], kind, subject.ToLowerInvariant(), Short(asked),
            http.Connection.RemoteIpAddress?.ToString() ?? "", Short(http.Request.Headers.UserAgent.ToString()), Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier);
        SectionReading[] readings = [.. shown.Select(s => new SectionReading(record.Person, product, s.Section, s.Hash, s.Revision, now))];
        return http.RequestServices.GetRequiredService<AccessLog>().Write(record, readings, http.RequestAborted);
    }

    private static async Task<IResult> Get(HttpContext http, NpgsqlDataSource database)
    {
        http.May(Deed.ReadAccessRecords);
        var query = http.Request.Query;
        return Results.Json(await database.AccessRecords(AccessFilter.Of(query, query.Time, query.Time), Paging.Of(query), http.RequestAborted), HttpJson.Writing);
    }

    /// <summary>Cut between characters, and without what the database or a reader could not bear.</summary>
    private static string Short(string? text)
    {
        var clean = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > LongestText) break;
            clean.Append(Rune.IsControl(rune) ? Rune.ReplacementChar.ToString() : rune.ToString());
        }
        return clean.ToString();
    }
}
