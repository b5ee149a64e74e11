using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using ProductGate.Domain;

namespace ProductGate.Service.Audit;

/// <summary>A person was shown a section for the first time as one revision left it.</summary>
/// <param name="Revision">The one that gave the section this content; the newest of all sections is that of the dossier.</param>
public sealed record SectionReading(string Person, Guid ProductId, Section Section, string Hash, int Revision, DateTimeOffset At);

/// <summary>What people have opened of the products' dossiers. The access log writes it, in the transaction of its records.</summary>
public sealed class Readings(NpgsqlDataSource database)
{
    /// <remarks>In order, so that two nodes that write the same readings wait for each other and never both.</remarks>
    private const string Insert =
        $"""
        insert into {AccessTables.Readings} (person, product_id, section, hash, revision, at)
        select * from unnest($1, $2, $3, $4, $5, $6) as r (person, product_id, section, hash, revision, at) order by person, product_id, section, hash, revision
        on conflict do nothing
        """;

    /// <summary>What of a product a person has opened; to be read with <see cref="Read"/>.</summary>
    internal const string ByPerson = $"select section, hash from {AccessTables.Readings} where person = $1 and product_id = $2";

    public static NpgsqlBatchCommand Inserting(SectionReading[] readings) => new(Insert)
    {
        Parameters =
        {
            readings.Column(NpgsqlDbType.Text, r => r.Person),
            readings.Column(NpgsqlDbType.Uuid, r => r.ProductId),
            readings.Column(NpgsqlDbType.Text, r => r.Section.ToString()),
            readings.Column(NpgsqlDbType.Text, r => r.Hash),
            readings.Column(NpgsqlDbType.Integer, r => r.Revision),
            readings.Column(NpgsqlDbType.TimestampTz, r => r.At),
        },
    };

    /// <summary>Every content of every section that the person has opened.</summary>
    public async Task<ImmutableArray<SectionHash>> Of(string person, Guid product, CancellationToken stop)
    {
        await using var command = About(ByPerson, person, product);
        await using var reader = await command.ExecuteReaderAsync(stop);
        return await Read(reader, stop);
    }

    internal static async Task<ImmutableArray<SectionHash>> Read(NpgsqlDataReader reader, CancellationToken stop)
    {
        var opened = ImmutableArray.CreateBuilder<SectionHash>();
        while (await reader.ReadAsync(stop)) opened.Add(new(Enum.Parse<Section>(reader.GetString(0)), reader.GetString(1)));
        return opened.DrainToImmutable();
    }

    /// <summary>The newest revision of the dossier that the person has opened; 0 for none. A page that compares with it asks before it records its own reading.</summary>
    public async Task<int> LastRevision(string person, Guid product, CancellationToken stop)
    {
        await using var command = About($"select coalesce(max(revision), 0) from {AccessTables.Readings} where person = $1 and product_id = $2", person, product);
        return (int)(await command.ExecuteScalarAsync(stop))!;
    }

    private NpgsqlCommand About(string sql, string person, Guid product)
    {
        var command = database.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = person });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = product });
        return command;
    }
}

internal static class Columns
{
    /// <summary>One member of every row, as an array to unnest.</summary>
    public static NpgsqlParameter Column<TRow, T>(this TRow[] rows, NpgsqlDbType type, Func<TRow, T> member) =>
        new() { Value = rows.Select(member).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type };
}
