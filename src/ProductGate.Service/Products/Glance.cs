using System.Collections.Immutable;
using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Audit;
using ProductGate.Service.Identity;
using ProductGate.Service.Ops;
using ProductGate.Service.Stages;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Products;

/// <summary>What a page about a product has to know before anything else, asked for all at once.</summary>
/// <param name="Version">Of the product now; 0 for none.</param>
/// <param name="Opened">Every content of every section that the person has opened.</param>
/// <param name="Standing">What was passed on to the person for every product.</param>
/// <param name="Counted">How much waits for the person.</param>
internal sealed record Glance(int Version, ImmutableArray<SectionHash> Opened, ImmutableArray<Delegation> Standing, Count Counted)
{
    private const string Newest = "select mt_version::int from gate.mt_doc_product where id = $1";

    /// <summary>The newest version alone; 0 for a product that does not exist.</summary>
    public static async Task<int> VersionOf(Guid product, HttpContext http)
    {
        await using var command = http.RequestServices.GetRequiredService<NpgsqlDataSource>().Ask(Newest, product);
        return await command.ExecuteScalarAsync(http.RequestAborted) as int? ?? 0;
    }

    public static Task<Glance> At(NpgsqlDataSource database, Guid product, Actor by, DateTimeOffset now, CancellationToken stop) =>
        QueueSight.Ask(by, now, sight => At(database, product, sight, stop));

    private static async Task<(ImmutableArray<Delegation> Lent, Glance Glance)> At(NpgsqlDataSource database, Guid product, QueueSight sight, CancellationToken stop)
    {
        await using var batch = database.CreateBatch();
        batch.Ask(Newest, product);
        batch.Ask(Readings.ByPerson, sight.By.Id, product);
        batch.Ask(StandingDelegations.ToPerson, sight.By.Id, sight.Now);
        Counts.Ask(batch, sight);
        await using var reader = await batch.ExecuteReaderAsync(stop);
        var version = await reader.ReadAsync(stop) ? reader.GetInt32(0) : 0;
        await reader.NextResultAsync(stop);
        var opened = await Readings.Read(reader, stop);
        await reader.NextResultAsync(stop);
        var standing = await StandingDelegations.Read(reader, sight.Now, stop);
        await reader.NextResultAsync(stop);
        return (standing, new(version, opened, standing, await Counts.Read(reader, stop)));
    }
}
