using Microsoft.AspNetCore.Antiforgery;
using ProductGate.Service.Door;

namespace ProductGate.Service.Identity;

/// <summary>A browser sends its cookies along with what any other site asks of it. So whatever may change something, and is not a program's with its token, must show that it comes from our page.</summary>
internal static class CrossSite
{
    public const string Header = "X-Antiforgery-Token";

    /// <summary>Of the problem; a form of ours with the token of an earlier sign-in is shown again with all that was typed.</summary>
    public const string Code = "antiforgery-token";

    public static void AddCrossSiteCheck(this IServiceCollection services, bool isDevelopment) => services.AddAntiforgery(o =>
    {
        o.HeaderName = Header;
        o.SuppressXFrameOptionsHeader = true;
        o.Cookie.Protect("productgate-form", SameSiteMode.Strict, isDevelopment);
    });

    /// <summary>Stands behind the authorisation, so that nobody is told of a missing token who is not signed in.</summary>
    public static IApplicationBuilder UseCrossSiteCheck(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (await IsOurs(http)) await next(http);
        else await Refused.Write(http, new(403, Code, "This did not come from a page of ours, or the page is too old. Open it again."));
    });

    private static async ValueTask<bool> IsOurs(HttpContext http)
    {
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || SignIn.HasBearer(http.Request)) return true;
        if (http.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<IAntiforgeryMetadata>() is { RequiresValidation: false }) return true;
        // The form of a page has the token in a field; for anything else, reading a body to look for one would be too early.
        if (endpoint.Metadata.GetMetadata<Page>() is null && http.Request.Headers[Header].Count == 0) return false;
        return await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http);
    }
}
