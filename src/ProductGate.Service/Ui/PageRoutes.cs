using ProductGate.Domain;

namespace ProductGate.Service.Ui;

/// <summary>Everything that people open in a browser. Who may see what is asked where it is read, as for programs.</summary>
internal static class PageRoutes
{
    public static void AddPages(this IServiceCollection services) => services.AddScoped<Visit>().AddScoped<Speech>().AddSingleton<Counts>().AddSingleton<Assets>();

    public static void MapPages(this WebApplication app)
    {
        var pages = app.MapGroup("").ExcludeFromDescription().WithMetadata(new Identity.Page());
        pages.MapAppearance();
        pages.MapPulse();
        pages.MapGet("/signed-in", (HttpContext http) => http.Page<NoticePage>(new { Title = (Phrase)"You are signed in again", Text = (Phrase)"Close this tab, go back to the other one, and send what you typed." }));
        pages.MapGet("/", (HttpContext http) => http.Page<NoticePage>(new { Title = (Phrase)"Work queue" }));
    }
}
