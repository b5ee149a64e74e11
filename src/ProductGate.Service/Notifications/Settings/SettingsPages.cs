using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Notifications;

internal static class SettingsPages
{
    public static void MapSettingsPages(this RouteGroupBuilder pages)
    {
        pages.MapGet("/notifications/settings", Show).Does(Deed.ReadSettings);
        pages.MapPost("/notifications/settings", (HttpContext http, Profiles profiles, SettingsDesk desk) => http.Try(_ => Show(http, profiles), async attempt =>
        {
            await http.Keep(attempt.Read<NotificationSettings>(), attempt.Typed.ContainsKey("mail"), desk);
            http.SeeOther("/notifications/settings?done=true");
            return true;
        })).Does(Deed.ChangeSettings);
    }

    private static async Task<IResult> Show(HttpContext http, Profiles profiles) =>
        http.Page<SettingsPage>(new { Settings = await http.Settings(profiles), Saved = http.Request.Query.ContainsKey("done") });
}
