using Marten;
using Microsoft.Extensions.Primitives;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Policies;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Identity;

internal static class DelegationPages
{
    private const string Address = "/delegations";
    private const int Most = 200;
    private const int Past = 20;

    public static void MapDelegationPages(this RouteGroupBuilder pages)
    {
        pages.MapGet(Address, Show).Does(Deed.ListDelegations);
        pages.MapPost(Address, (HttpContext http, IQuerySession session, PolicyShelf policies) => http.Try(_ => Show(http, session), attempt => PassOn(http, attempt, policies.InForce.Calendar))).Does(Deed.DelegateEverywhere);
        pages.MapPost(Address + "/{subjectId}/revocation", (HttpContext http, IQuerySession session) => http.Try(_ => Show(http, session), async attempt =>
        {
            await http.TakeBack(attempt.Read<RevokeDelegation>());
            http.SeeOther(Address + "?done=back");
            return true;
        })).Does(Deed.RevokeEverywhere);
    }

    private static async Task<IResult> Show(HttpContext http, IQuerySession session)
    {
        var (by, now) = (http.User.ToActor(), http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
        var running = await session.Visible(by).Where(d => d.Until > now && d.RevokedAt == null).OrderBy(d => d.Until).Take(Most).ToListAsync(http.RequestAborted);
        var over = await session.Visible(by).Where(d => d.Until <= now || d.RevokedAt != null).OrderByDescending(d => d.At).Take(Past).ToListAsync(http.RequestAborted);
        return http.Page<DelegationsPage>(new { Running = running, Over = over, Done = http.Request.Query["done"].ToString() });
    }

    private static async Task<bool> PassOn(HttpContext http, Attempt attempt, Calendar calendar)
    {
        var body = FormJson.Of(typeof(DelegateAuthority), ToTheEndOfTheDay(attempt.Typed, calendar));
        var key = http.Request.Key(http.User.ToActor(), attempt.Typed.GetValueOrDefault(Forms.Key).ToString(), body);
        await http.PassOn(Requests.Parse<DelegateAuthority>(body), key);
        http.SeeOther(Address + "?done=on");
        return true;
    }

    /// <summary>A form names the last day; the power ends with it, as the bank counts days.</summary>
    internal static Dictionary<string, StringValues> ToTheEndOfTheDay(IReadOnlyDictionary<string, StringValues> typed, Calendar calendar)
    {
        var said = typed.ToDictionary();
        if (DateOnly.TryParseExact(said.GetValueOrDefault("until"), "yyyy-MM-dd", out var day) && day.Year is > 1900 and < 2200) said["until"] = calendar.EndOf(day).ToString("O");
        return said;
    }
}
