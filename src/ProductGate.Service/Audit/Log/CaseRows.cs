using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Documents;

namespace ProductGate.Service.Audit;

/// <summary>The rows that a product's bundle is made of.</summary>
internal static class CaseRows
{
    /// <summary>Where something is that was never sealed.</summary>
    private const long Nowhere = -1;

    private static readonly string FactsOf =
        $"""
        select {FactLeaves.Columns}, l.policy, l.position from gate.mt_events e left join {LogTables.Leaves} l on l.kind = '{Leaf.Fact}' and l.number = e.seq_id
        where e.stream_id = $1 and e.seq_id <= $2 order by e.version, e.seq_id
        """;

    private static readonly string RefusalsOf =
        $"""
        select r.number, r.product, r.record::text, l.position from {LogTables.Refusals} r left join {LogTables.Leaves} l on l.kind = '{Leaf.Refusal}' and l.number = r.number
        where r.product = $1 and r.number <= $2 order by l.position
        """;

    private const string ContentOf = $"select string_agg(c.bytes, ''::bytea order by c.number) from {DocumentTables.Documents} d join {DocumentTables.Chunks} c on c.content = d.content where d.sha256 = $1";

    /// <summary>Of the product's entry in the map.</summary>
    public static async Task<long?> Place(NpgsqlConnection connection, Guid product, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand($"select place from {LogTables.Products} where product = $1", connection) { Parameters = { new() { Value = product } } };
        return await command.ExecuteScalarAsync(stop) as long?;
    }

    public static Task<List<(byte[] Leaf, long Index)>> Facts(NpgsqlConnection connection, Guid product, Seal until, CancellationToken stop) =>
        Read(connection, FactsOf, product, until.Facts, r => (FactLeaves.Read(r).Under(r.IsDBNull(10) ? null : r.GetString(10)).Bytes, r.IsDBNull(11) ? Nowhere : r.GetInt64(11)), stop);

    public static Task<List<(byte[] Leaf, long Index)>> Refusals(NpgsqlConnection connection, Guid product, Seal until, CancellationToken stop) =>
        Read(connection, RefusalsOf, product, until.Refusals, r => (RefusalRecords.Read(r).Bytes, r.IsDBNull(3) ? Nowhere : r.GetInt64(3)), stop);

    /// <summary>The delegations for every product of those in whose name somebody acted, where they have any.</summary>
    public static async Task<List<(Guid Stream, long Place, List<(byte[] Leaf, long Index)> Facts)>> Lent(NpgsqlConnection connection, IEnumerable<string> principals, Seal until, CancellationToken stop)
    {
        var streams = new List<(Guid, long, List<(byte[], long)>)>();
        foreach (var stream in principals.Select(Delegation.StreamOf))
            if (await Place(connection, stream, stop) is { } place) streams.Add((stream, place, await Facts(connection, stream, until, stop)));
        return streams;
    }

    /// <summary>With the bytes that are stored under their hashes, whatever they are.</summary>
    public static async Task<List<BundleDocument>> Documents(NpgsqlConnection connection, IEnumerable<DocumentRef> documents, bool included, CancellationToken stop)
    {
        var found = new List<BundleDocument>();
        foreach (var document in documents) found.Add(new(document.Sha256, document.Name, included ? await Content(connection, document.Sha256, stop) : null));
        return found;
    }

    private static async Task<byte[]?> Content(NpgsqlConnection connection, string sha256, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(ContentOf, connection) { Parameters = { new() { Value = sha256 } } };
        return await command.ExecuteScalarAsync(stop) as byte[];
    }

    private static async Task<List<(byte[] Leaf, long Index)>> Read(NpgsqlConnection connection, string sql, Guid product, long until, Func<NpgsqlDataReader, (byte[], long)> row, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = product }, new() { Value = until } } };
        await using var reader = await command.ExecuteReaderAsync(stop);
        var rows = new List<(byte[], long)>();
        while (await reader.ReadAsync(stop)) rows.Add(row(reader));
        return rows;
    }
}
