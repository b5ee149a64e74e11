using System.Globalization;
using Marten;
using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Products;

namespace ProductGate.Service.Audit;

/// <summary>That a leaf is in the tree of that size.</summary>
public sealed record InclusionProof(long Index, long Size, string[] Proof);

/// <summary>The log for outsiders: its checkpoint, keys and proofs, a product's bundle, and all of it.</summary>
internal static class LogEndpoints
{
    private static readonly Problem NothingSealed = new(409, "not-sealed", "Nothing of this is sealed yet: ask again in some seconds.") { RetryAfter = 2 };

    public static void MapLog(this IEndpointRouteBuilder api)
    {
        api.MapGet("/audit/checkpoint", Checkpoint).Does(Deed.ReadLog).WithSummary("The newest checkpoint: a signed note (C2SP tlog-checkpoint)").Produces<string>(200, "text/plain").ProducesProblems(401, 409, 503);
        api.MapGet("/audit/keys", Keys).Does(Deed.ReadLog).WithSummary("The log's first key, and the notes with which each handed over to the next").Produces<BundleKeys>().ProducesProblems(401, 409, 503);
        api.MapGet("/audit/proofs/inclusion", Inclusion).Does(Deed.ReadLog).WithSummary("That the leaf at ?index= is in the tree of ?size= leaves, or of all").Asks("index", "size")
            .Produces<InclusionProof>().ProducesProblems(400, 401, 409, 503);
        api.MapGet("/audit/proofs/consistency", Consistency).Does(Deed.ReadLog).WithSummary("That the tree of ?to= leaves, or of all, grew out of that of ?from=").Asks("from", "to")
            .Produces<GrowthProof>().ProducesProblems(400, 401, 409, 503);
        api.MapGet("/audit/export", Export).Does(Deed.ExportLog).WithSummary("The whole log for gate audit verify-log (ndjson), or all facts as a spreadsheet (csv) or an object-centric event log (ocel)").Asks("format")
            .Produces(200, contentType: "application/x-ndjson").ProducesProblems(400, 401, 403, 409, 503).RecordsAccess(AccessKind.LogExport);
        api.MapGet("/audit/readings", Readings).Does(Deed.ReadAccessRecords).WithSummary("The access records of the batch whose leaf in the log ends with ?to=, as its digest is made of them").Asks("to")
            .Produces(200, contentType: "application/json").ProducesProblems(400, 401, 403, 409, 503).RecordsAccess(AccessKind.AccessRecords);
        api.MapGet("/products/{productId}/audit/bundle", CaseFile).Does(Deed.ReadProduct).WithSummary("The product's case file, for gate audit verify; ?since= sizes of checkpoints that you kept, ?documents=true with the documents")
            .Asks("since", "documents").Produces(200, contentType: "application/zip").ProducesProblems(400, 401, 404, 409, 503).RecordsAccess(AccessKind.CaseFile, "productId");
    }

    private static async Task<IResult> Checkpoint(NpgsqlDataSource database, CancellationToken stop) =>
        await database.AtOneMoment(c => Seal.Newest(c, stop), stop) is { } newest ? Results.Text(newest.Note, "text/plain; charset=utf-8") : NothingSealed.ToResult();

    private static Task<IResult> Keys(NpgsqlDataSource database, CancellationToken stop) => Undamaged(async () =>
        await database.AtOneMoment(c => LogReading.Keys(c, stop), stop) is { } keys ? Results.Json(keys, HttpJson.Writing) : NothingSealed.ToResult());

    private static Task<IResult> Inclusion(HttpContext http, NpgsqlDataSource database, CancellationToken stop) => Proof(database, async (connection, newest) =>
    {
        var size = Number(http.Request.Query, "size", newest, newest);
        var index = Number(http.Request.Query, "index", size - 1);
        return new InclusionProof(index, size, LeafProof.Write(await LogReading.Inclusion(connection, index, size, stop)));
    }, stop);

    private static Task<IResult> Consistency(HttpContext http, NpgsqlDataSource database, CancellationToken stop) => Proof(database, async (connection, newest) =>
    {
        var to = Number(http.Request.Query, "to", newest, newest);
        var from = Number(http.Request.Query, "from", to);
        return new GrowthProof(from, LeafProof.Write(await LogReading.Consistency(connection, from, to, stop)));
    }, stop);

    private static async Task<IResult> Proof<T>(NpgsqlDataSource database, Func<NpgsqlConnection, long, Task<T>> prove, CancellationToken stop) => await Undamaged(() => database.AtOneMoment(
        async c => await Seal.Newest(c, stop) is { } newest ? Results.Json(await prove(c, newest.Size), HttpJson.Writing) : NothingSealed.ToResult(), stop));

    private static async Task<IResult> CaseFile(HttpContext http, IQuerySession session, NpgsqlDataSource database, CaseFiles files, CancellationToken stop)
    {
        var product = await session.Snapshot(http);
        var (query, documents) = (http.Request.Query, http.Request.Query.Flag("documents"));
        long[] since = [.. query["since"].Select(text => Number(text, "since", long.MaxValue))];
        return await Undamaged(async () => await database.AtOneMoment(c => files.Of(c, product.Id, since, documents, stop), stop) is { } content
            ? Results.File(BundleWriter.Write(content), "application/zip", $"{product.Id}.zip") : NothingSealed.ToResult());
    }

    private static async Task<IResult> Export(HttpContext http, NpgsqlDataSource database, IDocumentStore store, CancellationToken stop)
    {
        http.May(Deed.ExportLog);
        return http.Request.Query["format"].ToString() switch
        {
            "" or "ndjson" => await Undamaged(() => Whole(http, database, stop)),
            "csv" => await Facts((facts, file) => TrailCsv.Write(file, facts, stop), "text/csv; charset=utf-8", "facts.csv"),
            "ocel" => await Facts((facts, file) => OcelJson.Write(file, facts, stop), "application/json", "facts.ocel.json"),
            _ => throw new ProblemException(Problem.Field(400, "malformed-query", "format", "format is ndjson, csv or ocel.")),
        };

        async Task<IResult> Facts(Func<FactStream, Stream, Task> write, string type, string name)
        {
            var facts = await FactStream.Open(store, database, stop);
            http.Response.RegisterForDisposeAsync(facts);
            http.Response.Headers["Export-Facts"] = (await facts.Count(stop)).ToString(CultureInfo.InvariantCulture);
            return Results.Stream(file => write(facts, file), type, name);
        }
    }

    private static async Task<IResult> Whole(HttpContext http, NpgsqlDataSource database, CancellationToken stop)
    {
        var (newest, keys) = await database.AtOneMoment(async c => (await Seal.Newest(c, stop), await LogReading.Keys(c, stop)), stop);
        if (newest is null || keys is null) return NothingSealed.ToResult();
        // A checkpoint that is none any more is found here, while it can still be said.
        http.Response.Headers["Export-Leaves"] = newest.Checkpoint.Size.ToString(CultureInfo.InvariantCulture);
        return Results.Stream(file => database.AtOneMoment(c => LogExports.Write(c, newest, keys, file, stop), stop), "application/x-ndjson", "audit-log.ndjson");
    }

    /// <summary>The records of a batch, to be compared with the digest in its leaf.</summary>
    private static async Task<IResult> Readings(HttpContext http, NpgsqlDataSource database, CancellationToken stop)
    {
        http.May(Deed.ReadAccessRecords);
        var last = Number(http.Request.Query, "to", long.MaxValue);
        return await database.AtOneMoment(c => ReadingBatches.Text(c, last, stop), stop) is { } batch ? Results.Text(batch.Text, "application/json; charset=utf-8") : NothingSealed.ToResult();
    }

    /// <summary>A log with holes proves nothing; that is said, not hidden behind an error.</summary>
    private static async Task<IResult> Undamaged(Func<Task<IResult>> answer)
    {
        try
        {
            return await answer();
        }
        catch (InvalidDataException)
        {
            return new Problem(409, "log-damaged", "Rows of the log were taken away or changed: this cannot be proven any more. Compare the database with what was published.").ToResult();
        }
    }

    private static long Number(IQueryCollection query, string name, long most, long? otherwise = null) =>
        query[name].Count == 0 && otherwise is { } usual ? usual : Number(query[name].ToString(), name, most);

    private static long Number(string? text, string name, long most) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most
        ? number : throw new ProblemException(Problem.Field(400, "malformed-query", name, $"{name} is a whole number that the log has reached."));
}
