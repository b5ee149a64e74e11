using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Insights;

/// <summary>The figures of the reports, drawn.</summary>
internal static class InsightPages
{
    public static void MapInsightPages(this RouteGroupBuilder pages) => pages.MapGet("/insights", Show).Does(Deed.ReadReports);

    private static async Task<IResult> Show(HttpContext http, Reports reports)
    {
        var (by, question) = (http.User.ToActor(), ReportQuestion.Of(http.Request.Query));
        var figures = await reports.For(by, question, http.RequestAborted);
        return http.Page<InsightsPage>(new { Model = figures, Question = question, Teams = await reports.Teams(by, http.RequestAborted) });
    }
}
