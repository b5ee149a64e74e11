using System.Text;
using Npgsql;
using NpgsqlTypes;
using ProductGate.Domain;

namespace ProductGate.Service.Products;

/// <summary>What somebody has typed into a section and not yet saved as a revision.</summary>
/// <param name="Fields">As JSON in the form of the section, right or wrong.</param>
/// <param name="Revision">Of the section when it was opened for writing; 0 where it was empty.</param>
public sealed record SectionDraft(Section Section, string Fields, int Revision, DateTimeOffset At);

/// <summary>Keeps drafts, each for the one person who typed it.</summary>
internal sealed class Drafts(NpgsqlDataSource database, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private const string Upsert =
        $"""
        insert into {DraftTables.Drafts} (person, product_id, section, fields, revision, at) values ($1, $2, $3, $4, $5, $6)
        on conflict (person, product_id, section) do update set fields = excluded.fields, revision = excluded.revision, at = excluded.at
        """;

    public async Task Keep(string person, Guid product, Section section, byte[] fields, int revision, CancellationToken stop)
    {
        await using var command = About(Upsert, person, product);
        command.Parameters.Add(new() { Value = section.ToString() });
        command.Parameters.Add(new() { Value = Encoding.UTF8.GetString(fields), NpgsqlDbType = NpgsqlDbType.Json });
        command.Parameters.Add(new() { Value = revision });
        command.Parameters.Add(new() { Value = clock.GetUtcNow() });
        await command.ExecuteNonQueryAsync(stop);
    }

    public async Task<SectionDraft[]> Of(string person, Guid product, CancellationToken stop)
    {
        await using var command = About($"select section, fields, revision, at from {DraftTables.Drafts} where person = $1 and product_id = $2", person, product);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var drafts = new List<SectionDraft>();
        while (await reader.ReadAsync(stop)) drafts.Add(new(Enum.Parse<Section>(reader.GetString(0)), reader.GetString(1), reader.GetInt32(2), reader.GetFieldValue<DateTimeOffset>(3)));
        return [.. drafts];
    }

    public async Task Discard(string person, Guid product, Section section, CancellationToken stop)
    {
        await using var command = About($"delete from {DraftTables.Drafts} where person = $1 and product_id = $2 and section = $3", person, product);
        command.Parameters.Add(new() { Value = section.ToString() });
        await command.ExecuteNonQueryAsync(stop);
    }

    public async Task Sweep(CancellationToken stop)
    {
        await using var command = database.CreateCommand($"delete from {DraftTables.Drafts} where at < $1");
        command.Parameters.Add(new() { Value = clock.GetUtcNow() - Kept });
        await command.ExecuteNonQueryAsync(stop);
    }

    private NpgsqlCommand About(string sql, string person, Guid product)
    {
        var command = database.CreateCommand(sql);
        command.Parameters.Add(new() { Value = person });
        command.Parameters.Add(new() { Value = product });
        return command;
    }
}
