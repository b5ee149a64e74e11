using System.Collections.Concurrent;
using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Identity;

namespace ProductGate.Service.Notifications;

/// <summary>Notices that a person is here, and keeps their profile's audiences as their sign-in says. People are known from that alone.</summary>
internal sealed class Presence(Profiles profiles, TimeProvider clock, ILogger<Presence> log)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(15);
    private readonly ConcurrentDictionary<string, (string Audiences, DateTimeOffset At)> seen = new();

    public async Task Note(HttpContext http)
    {
        if (http.User.Identity?.IsAuthenticated is not true || http.User.ToActor() is not { Kind: ActorKind.Person } by) return;
        string[] audiences = [.. Audience.KeysOf(by)];
        var (known, now) = (string.Join(' ', audiences), clock.GetUtcNow());
        if (seen.TryGetValue(by.Id, out var last) && last.Audiences == known && now - last.At < Fresh) return;
        seen[by.Id] = (known, now);
        try
        {
            await profiles.Seen(by.Id, audiences, http.RequestAborted);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or System.Net.Sockets.SocketException)
        {
            // The request itself will say that the database is away.
            seen.TryRemove(by.Id, out _);
            log.LogDebug(e, "A profile could not be kept.");
        }
    }
}
