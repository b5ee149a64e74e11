using System.Text.Json;
using Npgsql;
using ProductGate.Domain;

namespace ProductGate.Service.Notifications;

/// <summary>How one person wants to be told, and the audiences they belonged to when they were last here.</summary>
public sealed record Profile(string Person, string? Mail, Dictionary<string, Wish> Kinds, string[] Audiences)
{
    public string Recipient => Audience.Person(Person).Key;

    public bool IsOf(string audience) => Audiences.Contains(audience) || audience == Recipient;
}

/// <summary>Keeps the profiles. Whoever has not been here for a season is written to no more: perhaps they left the bank.</summary>
public sealed class Profiles(NpgsqlDataSource database, TimeProvider clock)
{
    private static readonly TimeSpan Season = TimeSpan.FromDays(90);

    private const string Columns = "person, mail, kinds::text, audiences";

    private const string Write =
        $"""
        insert into {ChannelTables.Profiles} (person, mail, kinds, audiences, seen_at) values ($1, $2, $3::jsonb, $4, $5)
        on conflict (person) do update set mail = excluded.mail, kinds = excluded.kinds, audiences = excluded.audiences, seen_at = excluded.seen_at
        """;

    public Task Keep(Profile profile, CancellationToken stop) => Execute(
        Write, stop, new() { Value = profile.Person }, new NpgsqlParameter<string?> { TypedValue = profile.Mail, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text },
        new() { Value = JsonSerializer.Serialize(profile.Kinds, Json.Options) }, new() { Value = profile.Audiences }, new() { Value = clock.GetUtcNow() });

    /// <summary>Somebody was here; nothing happens where they have no profile.</summary>
    public Task Seen(string person, string[] audiences, CancellationToken stop) => Execute(
        $"update {ChannelTables.Profiles} set audiences = $2, seen_at = $3 where person = $1", stop, new() { Value = person }, new() { Value = audiences }, new() { Value = clock.GetUtcNow() });

    public async Task<Profile?> Find(string person, CancellationToken stop) =>
        (await Read($"select {Columns} from {ChannelTables.Profiles} where person = $1", stop, new NpgsqlParameter { Value = person })).FirstOrDefault();

    /// <summary>Everybody who can be written to and belongs to one of the audiences, or is one.</summary>
    public Task<List<Profile>> Of(string[] audiences, CancellationToken stop) => Read(
        $"select {Columns} from {ChannelTables.Profiles} where (audiences && $1 or 'person:' || person = any($1)) and mail is not null and seen_at > $2", stop, new() { Value = audiences }, new() { Value = clock.GetUtcNow() - Season });

    /// <summary>Everybody who can be written to.</summary>
    public Task<List<Profile>> All(CancellationToken stop) => Read($"select {Columns} from {ChannelTables.Profiles} where mail is not null and seen_at > $1", stop, new NpgsqlParameter { Value = clock.GetUtcNow() - Season });

    private async Task Execute(string sql, CancellationToken stop, params NpgsqlParameter[] values)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddRange(values);
        await command.ExecuteNonQueryAsync(stop);
    }

    private async Task<List<Profile>> Read(string sql, CancellationToken stop, params NpgsqlParameter[] values)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddRange(values);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var found = new List<Profile>();
        while (await reader.ReadAsync(stop))
            found.Add(new(reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1), JsonSerializer.Deserialize<Dictionary<string, Wish>>(reader.GetString(2), Json.Options)!, reader.GetFieldValue<string[]>(3)));
        return found;
    }
}
