using System.Text;
using Npgsql;
using NpgsqlTypes;
using ProductGate.Domain;
using ProductGate.Service.Ops;

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

    public Task Keep(string person, Guid product, Section section, byte[] fields, int revision, CancellationToken stop) => database.Execute(
        Upsert, stop, person, product, section.ToString(), new NpgsqlParameter { Value = Encoding.UTF8.GetString(fields), NpgsqlDbType = NpgsqlDbType.Json }, revision, clock.GetUtcNow());

    public async Task<SectionDraft[]> Of(string person, Guid product, CancellationToken stop) =>
        [.. await database.Read($"select section, fields, revision, at from {DraftTables.Drafts} where person = $1 and product_id = $2", Read, stop, person, product)];

    public Task Discard(string person, Guid product, Section section, CancellationToken stop) =>
        database.Execute($"delete from {DraftTables.Drafts} where person = $1 and product_id = $2 and section = $3", stop, person, product, section.ToString());

    public Task Sweep(CancellationToken stop) => database.Execute($"delete from {DraftTables.Drafts} where at < $1", stop, clock.GetUtcNow() - Kept);

    private static SectionDraft Read(NpgsqlDataReader r) => new(Enum.Parse<Section>(r.GetString(0)), r.GetString(1), r.GetInt32(2), r.GetFieldValue<DateTimeOffset>(3));
}
