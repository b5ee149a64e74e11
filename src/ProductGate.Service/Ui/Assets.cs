using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.FileProviders;

namespace ProductGate.Service.Ui;

/// <summary>Style, script and icon under addresses that change with their content, so that browsers keep them for good.</summary>
internal sealed class Assets(IWebHostEnvironment environment)
{
    private readonly ConcurrentDictionary<string, string> addresses = [];

    public string this[string name] => addresses.GetOrAdd(name, n => $"/{n}?v={Hash(environment.WebRootFileProvider.GetFileInfo(n))}");

    /// <summary>Whoever asks by such an address need never ask again.</summary>
    public static void UseAssets(WebApplication app) => app.UseWhen(http => MayBeCompressed(http.Request), pages => pages.UseResponseCompression()).UseStaticFiles(new StaticFileOptions
    {
        OnPrepareResponse = c => c.Context.Response.Headers.CacheControl = c.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "public, max-age=60",
    });

    /// <remarks>
    /// The size of a compressed page tells whether a word of its address stands in it too. A page of somebody else that makes a browser ask again and again,
    /// while they watch the line, could find out what the page says (BREACH); browsers say who makes them ask.
    /// </remarks>
    private static bool MayBeCompressed(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() is "" or "none" or "same-origin";

    private static string Hash(IFileInfo file)
    {
        using var content = file.CreateReadStream();
        return Convert.ToHexStringLower(SHA256.HashData(content))[..12];
    }
}
