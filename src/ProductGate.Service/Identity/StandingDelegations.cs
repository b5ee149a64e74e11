using System.Collections.Immutable;
using System.Text.Json;
using Marten;
using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Ops;

namespace ProductGate.Service.Identity;

/// <summary>Looks up what was passed on for every product.</summary>
internal static class StandingDelegations
{
    private const string Held = "where data ->> 'to' = ? and gate.mt_immutable_timestamptz(data ->> 'until') > ? and data ->> 'revokedAt' is null";

    /// <summary>What was passed on to somebody and holds now; to be read with <see cref="Read"/>.</summary>
    public static readonly string ToPerson = Sql.Numbered($"select data from gate.mt_doc_standingdelegation {Held}");

    /// <summary>A delegation concerns its two people, and the administrators who look after all of them.</summary>
    public static bool MaySee(Actor by, StandingDelegation d) => by.Id == d.From || by.Id == d.To || by.IsAny(Grants.Of(Deed.RevokeEverywhere).Roles);

    /// <summary>All that this person may see.</summary>
    public static IQueryable<StandingDelegation> Visible(this IQuerySession session, Actor by) =>
        by.IsAny(Grants.Of(Deed.RevokeEverywhere).Roles) ? session.Query<StandingDelegation>() : session.Query<StandingDelegation>().Where(d => d.From == by.Id || d.To == by.Id);

    /// <remarks>
    /// The database compares in microseconds; the last of them is looked at here. Asked for every page and for many commands, so in plain SQL: LINQ would be translated each time.
    /// </remarks>
    public static async Task<ImmutableArray<Delegation>> To(this IQuerySession session, Actor person, DateTimeOffset now, CancellationToken stop)
    {
        var rights = await session.QueryAsync<StandingDelegation>(Held, stop, person.Id, now);
        return [.. rights.Select(d => d.Right).Where(r => !r.IsOver(now))];
    }

    public static async Task<ImmutableArray<Delegation>> Read(NpgsqlDataReader reader, DateTimeOffset now, CancellationToken stop)
    {
        var rights = ImmutableArray.CreateBuilder<Delegation>();
        while (await reader.ReadAsync(stop)) rights.Add(JsonSerializer.Deserialize<StandingDelegation>(reader.GetString(0), Json.Options)!.Right);
        rights.RemoveAll(r => r.IsOver(now));
        return rights.DrainToImmutable();
    }

    /// <summary>Everybody's that still hold.</summary>
    public static async Task<ImmutableArray<Delegation>> Running(this IQuerySession session, DateTimeOffset now, CancellationToken stop)
    {
        var rights = await session.Query<StandingDelegation>().Where(d => d.Until > now && d.RevokedAt == null).ToListAsync(stop);
        return [.. rights.Select(d => d.Right).Where(r => !r.IsOver(now))];
    }

    /// <summary>What could make a chain of a delegation from one person to another.</summary>
    public static async Task<ImmutableArray<Delegation>> Between(this IQuerySession session, string from, string to, DateTimeOffset now, CancellationToken stop)
    {
        var rights = await session.Query<StandingDelegation>().Where(d => (d.To == from || d.From == to) && d.Until > now && d.RevokedAt == null).ToListAsync(stop);
        return [.. rights.Select(d => d.Right).Where(r => !r.IsOver(now))];
    }
}
