using ProductGate.Domain;
using ProductGate.Service.Door;
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
        pages.MapGet($"{Product}/monitoring", (Delegate)Show).Does(Deed.ReadProduct);
        pages.MapForm<ReportIndicator>($"{Product}/indicators", Show);
        pages.MapForm<OpenReview>($"{Product}/reviews", Show);
        pages.MapForm<CompleteReview>($"{Product}/reviews/{{subjectId}}/completion", Show, about: (c, review) => c with { ReviewId = review });
        pages.MapForm<SuspendDistribution>($"{Product}/suspension", Show);
        pages.MapForm<ResumeDistribution>($"{Product}/resumption", Show);
        pages.MapForm<RetireProduct>($"{Product}/retirement", Show);
    }

    private static async Task<IResult> Show(HttpContext http)
    {
        var look = await http.Look("monitoring");
        var change = http.RequestServices.GetRequiredService<PolicyShelf>().Supply(new ProposeChange("-"), look.Product);
        return http.Page<MonitoringPage>(new { Look = look, Change = change });
    }
}
