using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ProductGate.Domain;
using ProductGate.Service.Audit;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;

namespace ProductGate.Service.Insights;

internal static class ReportEndpoints
{
    public static void AddReports(this IServiceCollection services) => services.AddScoped<Reports>();

    public static void MapReports(this IEndpointRouteBuilder api)
    {
        Map(api, "funnel", "How many products declared in the period reached each stage, and how many are there now", f => f.Funnel);
        Map(api, "cycle-times", "Working days in each stage of the stays that ended in the period: median and 90th percentile", f => f.CycleTimes);
        Map(api, "opinions", "Opinions raised in the period, by kind and what became of them", f => f.Opinions);
        Map(api, "overdue", "Deadlines of the period that were missed, by office", f => f.Overdue);
    }

    private static void Map<T>(IEndpointRouteBuilder api, string name, string summary, Func<Figures, ImmutableArray<T>> rows) =>
        api.MapGet($"/reports/{name}", (HttpContext http, Reports reports) => Get(http, reports, name, rows)).Does(Deed.ReadReports).WithSummary(summary)
            .Asks("from", "to", "team", "format").Produces<Report<T>>().ProducesProblems(400, 401, 503);

    private static async Task<IResult> Get<T>(HttpContext http, Reports reports, string name, Func<Figures, ImmutableArray<T>> rows)
    {
        var csv = http.Request.Query["format"].ToString() switch
        {
            "" or "json" => false,
            "csv" => true,
            _ => throw new ProblemException(Problem.Field(400, "malformed-query", "format", "format is json or csv.")),
        };
        var question = ReportQuestion.Of(http.Request.Query);
        var found = rows(await reports.For(http.User.ToActor(), question, http.RequestAborted));
        if (csv) await http.Record(http.User.ToActor(), AccessKind.ReportExport, name, http.Request.QueryString.Value);
        return csv ? Results.Text(Csv(found), "text/csv; charset=utf-8") : Results.Json(new Report<T>(question.Period.From, question.Period.To, question.Team, found), HttpJson.Writing);
    }

    /// <summary>Rows hold names and numbers of ours alone, so nothing has to be quoted.</summary>
    private static string Csv<T>(IEnumerable<T> rows)
    {
        var members = typeof(T).GetProperties();
        var lines = rows.Select(r => string.Join(',', members.Select(m => Convert.ToString(m.GetValue(r), CultureInfo.InvariantCulture))));
        return string.Concat(lines.Prepend(string.Join(',', members.Select(m => JsonNamingPolicy.CamelCase.ConvertName(m.Name)))).Select(l => l + "\r\n"));
    }
}
