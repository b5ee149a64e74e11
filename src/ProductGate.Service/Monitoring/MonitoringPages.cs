using ProductGate.Domain;
using ProductGate.Service.Policies;
using ProductGate.Service.Products;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Monitoring;

/// <summary>What becomes of a product after its launch, for people.</summary>
internal static class MonitoringPages
{
    private const string Product = "/products/{productId}";

    public static void MapMonitoringPages(this RouteGroupBuilder pages)
    {
        pages.MapGet($"{Product}/monitoring", (Delegate)Show);
        pages.MapForm<ReportIndicator>($"{Product}/indicators", Show, Desks.Done);
        pages.MapForm<OpenReview>($"{Product}/reviews", Show, Desks.Done);
        pages.MapForm<CompleteReview>($"{Product}/reviews/{{subjectId}}/completion", Show, Desks.Done, (c, review) => c with { ReviewId = review });
        pages.MapForm<SuspendDistribution>($"{Product}/suspension", Show, Desks.Done);
        pages.MapForm<ResumeDistribution>($"{Product}/resumption", Show, Desks.Done);
        pages.MapForm<RetireProduct>($"{Product}/retirement", Show, Desks.Done);
    }

    private static async Task<IResult> Show(HttpContext http)
    {
        var desk = await http.Desk();
        var change = http.RequestServices.GetRequiredService<PolicyShelf>().Supply(new ProposeChange("-"), desk.Product);
        return http.Page<MonitoringPage>(new { Desk = desk, Change = change });
    }
}
