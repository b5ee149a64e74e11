using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using ProductGate.Domain;
using ProductGate.Service.Identity;
using ProductGate.Service.Policies;

namespace ProductGate.Service.Ui;

/// <summary>Somebody's look at one page: who, where, how it should look, and how their last attempt to change something ended.</summary>
public sealed class Visit
{
    /// <summary>Null where nobody is signed in.</summary>
    public Actor? Who { get; private set; }

    /// <summary>Who is there, on the pages that only the signed-in reach.</summary>
    public Actor By => Who ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>The address of the page with its query, to come back to.</summary>
    public string Here { get; private set; } = "/";

    public string Path { get; private set; } = "/";

    /// <summary><c>light</c>, <c>dark</c>, or null: as the system has it.</summary>
    public string? Theme { get; private set; }

    public Attempt Attempt { get; } = new();

    /// <summary>What a form carries to show that one of our own pages sent it.</summary>
    public string Token => field ??= token();

    /// <summary>Under which a form carries it.</summary>
    public const string TokenName = "__RequestVerificationToken";

    private Func<string> token = () => "";
    private Dictionary<string, StringValues>? query;

    /// <summary>A key for the form that is about to be shown: sent twice, it acts once.</summary>
    public string NewKey() => Guid.NewGuid().ToString("N");

    /// <summary>What the address of the page says of a filter; empty where it says nothing.</summary>
    public string Asked(string name) => Query.GetValueOrDefault(name).ToString();

    /// <summary>The address of this page with one thing said otherwise: the list then begins anew, and what was just done is not said again.</summary>
    /// <param name="value">Empty to say nothing of it.</param>
    public string With(string name, string value) =>
        QueryHelpers.AddQueryString(Here.Split('?')[0], Query.Where(q => q.Key != name && q.Key is not ("cursor" or "done")).Append(new(name, value)).Where(q => q.Value.ToString().Length > 0));

    private Dictionary<string, StringValues> Query => query ??= QueryHelpers.ParseQuery(Here.IndexOf('?') is >= 0 and var from ? Here[from..] : "");

    internal static Visit Begin(HttpContext http)
    {
        var services = http.RequestServices;
        var visit = services.GetRequiredService<Visit>();
        var isPage = HttpMethods.IsGet(http.Request.Method);
        visit.Who = http.User.Identity?.IsAuthenticated == true ? http.User.ToActor() : null;
        visit.token = () => services.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http).RequestToken!;
        visit.Path = http.Request.Path;
        visit.query = null;
        visit.Here = isPage ? http.Request.Path + http.Request.QueryString : visit.Attempt.Page ?? http.Request.Path;
        visit.Theme = http.Request.Cookies[Appearance.Cookie] is ("light" or "dark") and var theme ? theme : null;
        services.GetRequiredService<Speech>().Begin(Languages.Of(http.Request), services.GetRequiredService<TimeProvider>().GetUtcNow(), services.GetRequiredService<PolicyShelf>().InForce.Calendar.UtcOffset);
        return visit;
    }
}
