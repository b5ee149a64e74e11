using ProductGate.Domain;
using ProductGate.Service.Audit;
using ProductGate.Service.Evaluation;
using ProductGate.Service.Filing;
using ProductGate.Service.Identity;
using ProductGate.Service.Insights;
using ProductGate.Service.Launch;
using ProductGate.Service.Monitoring;
using ProductGate.Service.Notifications;
using ProductGate.Service.Opinions;
using ProductGate.Service.Ops;
using ProductGate.Service.Products;
using ProductGate.Service.Stages;

namespace ProductGate.Service.Ui;

/// <summary>Everything that people open in a browser. Who may see what is asked where it is read, as for programs.</summary>
internal static class PageRoutes
{
    /// <remarks>Compressed over TLS too, but not for other sites (<see cref="Assets"/>); the antiforgery token looks different in every answer.</remarks>
    public static void AddPages(this IServiceCollection services) => services.AddScoped<Visit>().AddScoped<Speech>().AddScoped<Counts>().AddScoped<ObjectionQuery>().AddSingleton<Assets>()
        .AddResponseCompression(o => (o.EnableForHttps, o.MimeTypes) = (true, ["text/html", "text/css", "text/javascript", "image/svg+xml"]));

    public static void MapPages(this WebApplication app)
    {
        var pages = app.MapGroup("").ExcludeFromDescription().WithMetadata(new Identity.Page());
        pages.MapAppearance();
        pages.MapPulse();
        pages.MapStart();
        pages.MapQueuePages();
        pages.MapProductsPages();
        pages.MapInboxPages();
        pages.MapSettingsPages();
        pages.MapUnsubscribe();
        pages.MapDelegationPages();
        pages.MapAdministration();
        pages.MapProductPages();
        pages.MapProductDelegations();
        pages.MapSteps();
        pages.MapObjectionPages();
        pages.MapFilingPages();
        pages.MapEvaluationPages();
        pages.MapLaunchPages();
        pages.MapMonitoringPages();
        pages.MapDossierPages();
        pages.MapAuditPages();
        pages.MapInsightPages();
        pages.MapGet("/signed-in", (HttpContext http) => http.Page<NoticePage>(new { Title = (Phrase)"You are signed in again", Text = (Phrase)"Close this tab, go back to the other one, and send what you typed." }));
    }
}
