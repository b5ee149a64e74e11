using Marten;
using ProductGate.Domain;
using ProductGate.Service.Identity;

namespace ProductGate.Service.Notifications;

/// <summary>Whoever an office's signature was lent to for every product hears of it as the office does when it is asked for.</summary>
public static class Substitutes
{
    private static readonly string Asked = FactNames.All[typeof(SignOffRequested)];

    /// <summary>The notices, and the same for these people.</summary>
    public static async Task<Tell[]> WithSubstitutes(this IQuerySession session, Tell[] tells, DateTimeOffset now, CancellationToken stop)
    {
        var asked = tells.Where(t => t.Template == Asked && Audience.IsOfOffice(t.Audience)).ToList();
        if (asked.Count == 0) return tells;
        var rights = (await session.Running(now, stop)).Where(d => d.Powers.Contains(Power.SignOff)).ToLookup(d => new Audience(d.Office).Key);
        var more = from tell in asked from right in rights[tell.Audience] select tell.For(Audience.Person(right.To).Key);
        return [.. tells.Concat(more).DistinctBy(t => t.Id)];
    }
}
