using System.Text.Json;
using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Ops;

namespace ProductGate.Service.Notifications;

/// <summary>How one person wants to be told, and the audiences they belonged to when they were last here.</summary>
/// <param name="Digest">False where they want none.</param>
public sealed record Profile(string Person, string? Mail, Dictionary<string, Wish> Kinds, string[] Audiences, bool Digest = true)
{
    private const string Team = "product-team:";

    public string Recipient => Audience.Person(Person).Key;

    /// <summary>The person as their audiences say.</summary>
    public Actor Actor
    {
        get
        {
            string[] teams = [.. Audiences.Where(a => a.StartsWith(Team, StringComparison.Ordinal)).Select(a => a[Team.Length..])];
            return new(Person, Person, [.. Enum.GetValues<Role>().Where(r => Audiences.Contains(new Audience(r).Key) || (r == Role.ProductTeam && teams.Length > 0))], "", [.. teams]);
        }
    }

    public bool IsOf(string audience) => Audiences.Contains(audience) || audience == Recipient;
}

/// <summary>Keeps the profiles. Whoever has not been here for a season is written to no more: perhaps they left the bank.</summary>
public sealed class Profiles(NpgsqlDataSource database, TimeProvider clock)
{
    private static readonly TimeSpan Season = TimeSpan.FromDays(90);

    private const string Columns = "person, mail, kinds::text, audiences, coalesce(digest, true)";

    private const string Write =
        $"""
        insert into {ChannelTables.Profiles} (person, mail, kinds, audiences, seen_at, digest) values ($1, $2, $3::jsonb, $4, $5, $6)
        on conflict (person) do update set mail = excluded.mail, kinds = excluded.kinds, audiences = excluded.audiences, seen_at = excluded.seen_at, digest = excluded.digest
        """;

    public Task Keep(Profile profile, CancellationToken stop) =>
        database.Execute(Write, stop, profile.Person, Sql.Text(profile.Mail), JsonSerializer.Serialize(profile.Kinds, Json.Options), profile.Audiences, clock.GetUtcNow(), profile.Digest);

    public Task NoDigest(string person, CancellationToken stop) => database.Execute($"update {ChannelTables.Profiles} set digest = false where person = $1", stop, person);

    /// <summary>Somebody was here; nothing happens where they have no profile.</summary>
    public Task Seen(string person, string[] audiences, CancellationToken stop) =>
        database.Execute($"update {ChannelTables.Profiles} set audiences = $2, seen_at = $3 where person = $1", stop, person, audiences, clock.GetUtcNow());

    public async Task<Profile?> Find(string person, CancellationToken stop) =>
        (await database.Read($"select {Columns} from {ChannelTables.Profiles} where person = $1", Read, stop, person)).FirstOrDefault();

    /// <summary>Everybody who can be written to and belongs to one of the audiences, or is one.</summary>
    public Task<List<Profile>> Of(string[] audiences, CancellationToken stop) => database.Read(
        $"select {Columns} from {ChannelTables.Profiles} where (audiences && $1 or 'person:' || person = any($1)) and mail is not null and seen_at > $2", Read, stop, audiences, clock.GetUtcNow() - Season);

    /// <summary>Everybody who can be written to.</summary>
    public Task<List<Profile>> All(CancellationToken stop) => database.Read($"select {Columns} from {ChannelTables.Profiles} where mail is not null and seen_at > $1", Read, stop, clock.GetUtcNow() - Season);

    private static Profile Read(NpgsqlDataReader r) =>
        new(r.GetString(0), r.IsDBNull(1) ? null : r.GetString(1), JsonSerializer.Deserialize<Dictionary<string, Wish>>(r.GetString(2), Json.Options)!, r.GetFieldValue<string[]>(3), r.GetBoolean(4));
}
