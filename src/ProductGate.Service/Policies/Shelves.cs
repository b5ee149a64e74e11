namespace ProductGate.Service.Policies;

internal static class Shelves
{
    /// <summary>Puts the policies and calendars on their shelves; the service does not start with one that cannot be used.</summary>
    public static void AddPolicies(this WebApplicationBuilder builder)
    {
        var configured = builder.Configuration;
        var calendars = new CalendarShelf(configured["Calendars:Folder"], configured["Calendars:InForce"]);
        builder.Services.AddSingleton(new PolicyShelf(configured["Policies:Folder"], configured["Policies:InForce"] ?? "default", calendars));
        builder.Services.AddHostedService<CalendarWatch>();
        builder.Services.AddHealthChecks().AddCheck<CalendarWatch>("calendar");
    }
}
