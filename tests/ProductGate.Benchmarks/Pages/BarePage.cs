using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using ProductGate.Benchmarks;

[assembly: HostingStartup(typeof(BarePage))]

namespace ProductGate.Benchmarks;

/// <summary>
/// What pages are compared with: their very text as one static component, that asks nothing and decides nothing. It stands at the end of the service's own
/// pipeline, behind sign-in and compression, in the measured process; the service itself knows nothing of it (see <c>StartupHook</c>).
/// </summary>
internal sealed class BarePage : IHostingStartup, IStartupFilter
{
    /// <summary>Names the folder of the texts.</summary>
    public const string Folder = "BARE_PAGES";

    /// <summary>Answers with what is left of the heap after everything that can go is gone.</summary>
    public const string Heap = "/bare/heap";

    private readonly ConcurrentDictionary<string, string> texts = [];

    /// <summary>What the service has to be started with.</summary>
    public static (string Name, string Value)[] Settings(string folder) =>
        [("DOTNET_STARTUP_HOOKS", typeof(BarePage).Assembly.Location), ("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", typeof(BarePage).Assembly.GetName().Name!), (Folder, folder)];

    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(services => services.AddSingleton<IStartupFilter>(this));

    /// <remarks>Behind all that the service has: here comes what none of its own addresses has taken.</remarks>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        next(app);
        app.Run(Answer);
    };

    private Task Answer(HttpContext http)
    {
        if (http.Request.Path == Heap) return http.Response.WriteAsync(Left());
        var text = texts.GetOrAdd(http.Request.Path, path => File.ReadAllText(Path.Combine(Environment.GetEnvironmentVariable(Folder)!, Path.GetFileName(path))));
        return new RazorComponentResult<Text>(new { Html = text }).ExecuteAsync(http);
    }

    private static string Left()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true).ToString(CultureInfo.InvariantCulture);
    }

    private sealed class Text : ComponentBase
    {
        [Parameter] public string Html { get; set; } = "";

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddMarkupContent(0, Html);
    }
}
