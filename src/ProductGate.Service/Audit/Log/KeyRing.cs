using Npgsql;
using ProductGate.Domain;

namespace ProductGate.Service.Audit;

/// <summary>A key that has signed checkpoints, from which size of the tree on.</summary>
/// <param name="Rotation">The note with which the key before it handed over; null for the first.</param>
internal sealed record KnownKey(int Number, LogKey Key, long Since, DateTimeOffset At, string? Rotation);

/// <summary>Which key signs. Changing it is recorded and signed by the one before, so that nobody else can bring one.</summary>
internal sealed partial class KeyRing(LogOptions options, IHostEnvironment environment, TimeProvider clock, LogHealth health, ILogger<KeyRing> log)
{
    private const string NoKey = "Nothing is sealed: there is no key to sign checkpoints (Audit:Key).";
    private const string Changed = "The log's list of keys was changed.";
    private const string Illegible = "Nothing is sealed: the key to sign checkpoints cannot be read (Audit:Key).";
    private const string Stranger = "Nothing is sealed: the key is another than the log's, and the one before does not say so (Audit:FormerKey).";

    private SigningKey? configured;
    private string? unread;

    private bool IsBare => options.Key is null && options.KeyFile is null;

    private string Absent => IsBare ? NoKey : Illegible;

    /// <summary>Says at once what would only be found with the first leaf.</summary>
    public void Begin() => health.Say(LogTrouble.Unsigned, Configured() is not null || (IsBare && environment.IsDevelopment()) ? null : Absent);

    /// <summary>The key for the next checkpoint, and the one that has signed the newest; null where there is an obstacle. To be called by whoever holds the right to seal.</summary>
    /// <exception cref="InvalidDataException">The log's list of keys was changed.</exception>
    public async Task<(SigningKey Key, LogKey Before)?> Current(NpgsqlConnection connection, long size, CancellationToken stop)
    {
        var known = await Known(connection, stop);
        if (known.Count == 0 && size > 0) throw new InvalidDataException(Changed);
        // One of its own making is not remembered before it is in the database: another node may be faster.
        var own = Configured() ?? await Found(connection, stop) ?? (environment.IsDevelopment() && IsBare && known.Count == 0 ? Make() : null);
        var obstacle = own is null ? Absent : known.Count > 0 && known[^1].Key.Text == own.Public.Text ? null : await Introduce(connection, known, own, size, stop);
        health.Say(LogTrouble.Unsigned, obstacle);
        return own is null || obstacle is not null ? null : (own, known.Count == 0 ? own.Public : known[^1].Key);
    }

    public static async Task<List<KnownKey>> Known(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand($"select number, key, since, at, rotation from {LogTables.Keys} order by number", connection);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var keys = new List<KnownKey>();
        while (await reader.ReadAsync(stop))
            keys.Add(new(reader.GetInt32(0), LogKey.Read(reader.GetString(1)) ?? throw new InvalidDataException(Changed), reader.GetInt64(2), reader.GetFieldValue<DateTimeOffset>(3), reader.IsDBNull(4) ? null : reader.GetString(4)));
        return keys;
    }

    /// <summary>The first key, or a new one that the one before vouches for; what is in the way, if anything.</summary>
    private async Task<string?> Introduce(NpgsqlConnection connection, List<KnownKey> known, SigningKey key, long size, CancellationToken stop)
    {
        string? rotation = null;
        if (known.Count > 0)
        {
            var former = Read(options.FormerKey, options.FormerKeyFile);
            if (former?.Public.Text != known[^1].Key.Text || known.Exists(k => k.Key.Text == key.Public.Text)) return Stranger;
            rotation = SignedNote.Sign(new KeyRotation(options.Origin, key.Public, clock.GetUtcNow()).Text, former.Public, former.Sign).Write();
        }
        await Keep(connection, new(known.Count, key.Public, size, clock.GetUtcNow(), rotation), IsBare ? key.Secret : null, stop);
        return null;
    }

    private SigningKey? Configured() => configured ??= Read(options.Key, options.KeyFile);

    /// <summary>Null where none is configured, or none can be read: then it is tried again, for somebody may mend it meanwhile.</summary>
    private SigningKey? Read(string? key, string? file)
    {
        try
        {
            return (key ?? (file is null ? null : File.ReadAllText(file))) is { Length: > 0 } text ? SigningKey.Read(options.Origin, text) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException or FormatException or ArgumentException)
        {
            if (unread != e.Message) Unread(e);
            unread = e.Message;
            return null;
        }
    }

    /// <summary>The key that a Development database made for itself.</summary>
    private async Task<SigningKey?> Found(NpgsqlConnection connection, CancellationToken stop)
    {
        if (!environment.IsDevelopment() || !IsBare) return null;
        await using var command = new NpgsqlCommand($"select secret from {LogTables.Keys} where secret is not null order by number desc limit 1", connection);
        return await command.ExecuteScalarAsync(stop) is string secret ? SigningKey.Read(options.Origin, secret) : null;
    }

    private SigningKey Make()
    {
        var key = SigningKey.Create(options.Origin);
        Made(key.Public.Text);
        return key;
    }

    private static async Task Keep(NpgsqlConnection connection, KnownKey key, string? secret, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand($"insert into {LogTables.Keys} (number, key, since, at, rotation, secret) values ($1, $2, $3, $4, $5, $6)", connection);
        foreach (var value in (object?[])[key.Number, key.Key.Text, key.Since, key.At, key.Rotation, secret]) command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        await command.ExecuteNonQueryAsync(stop);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A key to sign checkpoints could not be read.")]
    private partial void Unread(Exception e);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The audit log signs with a key of its own making that lies in the database: for Development only. Whoever owns the database could sign anything. Public key: {Key}")]
    private partial void Made(string key);
}
