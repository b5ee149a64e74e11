using System.Text.Json;
using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Audit;

/// <summary>An event as the database holds it now; with its policy it becomes a leaf.</summary>
internal sealed record StoredFact(long Number, Guid Stream, long Version, string Type, JsonElement Data, LeafActor Actor, DateTimeOffset At, string? Correlation, string? Causation)
{
    /// <summary>Which policy judges from this fact on; null where the fact changes nothing about that.</summary>
    /// <exception cref="InvalidDataException">No event of this service says that.</exception>
    public string? Pins()
    {
        var pinned = Type switch { "product-declared" or "change-proposed" => "policy", "policy-migrated" => "to", _ => null };
        if (pinned is null) return null;
        return Unreadable.Unless("event", Number, () => Data.TryGetProperty(pinned, out var policy) && policy.Deserialize<PolicyRef>(Json.Options) is { } found ? PolicyText.Of(found) : null);
    }

    /// <exception cref="InvalidDataException">No event of this service says that, or no policy has that name.</exception>
    public Leaf Under(string? policy) => Unreadable.Unless("event", Number, () => new Leaf(Leaf.Fact, Number, Stream, Version, policy, AuditLeaves.Write(
        new FactLeaf(Number, Stream, Version, Type, Data, Actor, LogTime.Write(At), Correlation, Causation, PolicyText.Read(policy)))));
}

/// <summary>Reads events for the log past the store, which would hide those that are archived and mask others.</summary>
internal static class FactLeaves
{
    public const string Sequence = "gate.mt_events_sequence";

    /// <summary>With these the store fills the numbers of a refused append: nothing happened there, and the log has no leaf for them.</summary>
    public const string Tombstone = "tombstone";

    /// <summary>What happened.</summary>
    public const string Facts = $"(select * from gate.mt_events where type <> '{Tombstone}')";

    public const string Columns = "e.seq_id, e.stream_id, e.version, e.type, e.data::text, e.user_name, e.headers::text, e.timestamp, e.correlation_id, e.causation_id";

    public static async Task<List<StoredFact>> After(NpgsqlConnection connection, long number, int limit, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand($"select {Columns} from {Facts} e where e.seq_id > $1 order by e.seq_id limit $2", connection) { Parameters = { new() { Value = number }, new() { Value = limit } } };
        await using var reader = await command.ExecuteReaderAsync(stop);
        var facts = new List<StoredFact>();
        while (await reader.ReadAsync(stop)) facts.Add(Read(reader));
        return facts;
    }

    /// <param name="from">The first of the columns.</param>
    /// <exception cref="InvalidDataException">No event of this service says that.</exception>
    public static StoredFact Read(NpgsqlDataReader r, int from = 0) => Unreadable.Unless("event", r.GetInt64(from), () => new StoredFact(
        r.GetInt64(from), r.GetGuid(from + 1), r.GetInt64(from + 2), r.GetString(from + 3), JsonElement.Parse(r.GetString(from + 4)),
        Actor(r.Text(from + 5), r.Text(from + 6)), r.GetFieldValue<DateTimeOffset>(from + 7), r.Text(from + 8), r.Text(from + 9)));

    /// <summary>Who acted, as a refusal and an event keep it.</summary>
    public static LeafActor Of(Actor by) => new(by.Id, by.Name, by.Kind, [.. by.Roles], [.. by.Teams]);

    private static LeafActor Actor(string? id, string? headers)
    {
        if (headers is null) return new(id ?? "");
        var said = JsonElement.Parse(headers);
        return new(
            id ?? "", Said(said, ActingSession.NameHeader), Enum.TryParse<ActorKind>(Said(said, ActingSession.KindHeader), out var kind) ? kind : null,
            Said(said, ActingSession.RolesHeader) is { } roles ? [.. roles.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Names.RoleOf).OfType<Role>()] : null,
            said.TryGetProperty(ActingSession.TeamsHeader, out var teams) && teams.ValueKind == JsonValueKind.Array ? [.. teams.EnumerateArray().Select(t => t.ToString())] : null);
    }

    private static string? Said(JsonElement headers, string name) => headers.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Text(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
