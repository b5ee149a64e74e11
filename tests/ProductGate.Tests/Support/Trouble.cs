using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ProductGate.Tests.Support;

/// <summary>Adds addresses at which a request goes wrong inside the service: <c>/trouble/500</c> throws, <c>/trouble/503</c> finds no database, any other is answered with its status and nothing else.</summary>
internal sealed class Trouble : IStartupFilter
{
    private const string At = "/trouble/";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        next(app);
        app.Use(Make);
    };

    private static Task Make(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Path.Value is not { } path || !path.StartsWith(At, StringComparison.Ordinal)) return next(http);
        var status = int.Parse(path[At.Length..], CultureInfo.InvariantCulture);
        if (status == 500) throw new InvalidOperationException("Trouble was asked for.");
        if (status == 503) throw new TimeoutException("Trouble was asked for.");
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
