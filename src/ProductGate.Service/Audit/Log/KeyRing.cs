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
    private const string Stranger = "Nothing is sealed: the key is another than the log's, and the one before does not say so (Audit:FormerKey).";

    private SigningKey? own;

    /// <summary>Says at once what would only be found with the first leaf.</summary>
    public void Begin() => health.Say(LogTrouble.Unsigned, options.Key is null && options.KeyFile is null && !environment.IsDevelopment() ? NoKey : null);

    /// <summary>The key for the next checkpoint; null where there is an obstacle. To be called by whoever holds the right to seal.</summary>
    public async Task<SigningKey?> Current(NpgsqlConnection connection, long size, CancellationToken stop)
    {
        var known = await Known(connection, stop);
        own ??= Configured(options.Key, options.KeyFile) ?? await Found(connection, stop) ?? (environment.IsDevelopment() && known.Count == 0 ? Make() : null);
        health.Say(LogTrouble.Unsigned, own is null ? NoKey : null);
        if (own is null || (known.Count > 0 && known[^1].Key.Text == own.Public.Text)) return own;
        return await Introduce(connection, known, own, size, stop) ? own : null;
    }

    public static async Task<List<KnownKey>> Known(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand($"select number, key, since, at, rotation from {LogTables.Keys} order by number", connection);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var keys = new List<KnownKey>();
        while (await reader.ReadAsync(stop))
            keys.Add(new(reader.GetInt32(0), LogKey.Read(reader.GetString(1)) ?? throw new InvalidDataException("The log's list of keys was changed."), reader.GetInt64(2), reader.GetFieldValue<DateTimeOffset>(3), reader.IsDBNull(4) ? null : reader.GetString(4)));
        return keys;
    }

    /// <summary>The first key, or a new one that the one before vouches for.</summary>
    private async Task<bool> Introduce(NpgsqlConnection connection, List<KnownKey> known, SigningKey key, long size, CancellationToken stop)
    {
        string? rotation = null;
        if (known.Count > 0)
        {
            var former = Configured(options.FormerKey, options.FormerKeyFile);
            if (former?.Public.Text != known[^1].Key.Text || known.Exists(k => k.Key.Text == key.Public.Text))
            {
                health.Say(LogTrouble.Unsigned, Stranger);
                return false;
            }
            rotation = SignedNote.Sign(new KeyRotation(options.Origin, key.Public, clock.GetUtcNow()).Text, former.Public, former.Sign).Write();
        }
        await Keep(connection, new(known.Count, key.Public, size, clock.GetUtcNow(), rotation), options.Key is null && options.KeyFile is null ? key.Secret : null, stop);
        return true;
    }

    private SigningKey? Configured(string? key, string? file) => (key ?? (file is null ? null : File.ReadAllText(file))) is { Length: > 0 } text ? SigningKey.Read(options.Origin, text) : null;

    /// <summary>The key that a Development database made for itself.</summary>
    private async Task<SigningKey?> Found(NpgsqlConnection connection, CancellationToken stop)
    {
        if (!environment.IsDevelopment()) return null;
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "The audit log signs with a key of its own making that lies in the database: for Development only. Whoever owns the database could sign anything. Public key: {Key}")]
    private partial void Made(string key);
}
