using Npgsql;
using ProductGate.Domain;

namespace ProductGate.Service.Audit;

/// <summary>The whole log as a file: what the database has now, whether or not it is what was sealed. To judge that is the verifier's.</summary>
internal static class LogExports
{
    private const int LargestWrite = 64 * 1024;
    private static readonly byte[] LineFeed = "\n"u8.ToArray();

    /// <summary>False where nothing is sealed yet.</summary>
    public static async Task<bool> Write(NpgsqlConnection connection, Stream target, CancellationToken stop)
    {
        await using var file = new BufferedStream(target, LargestWrite);
        if (await Seal.Newest(connection, stop) is not { } newest || await LogReading.Keys(connection, stop) is not { } keys) return false;
        await file.WriteAsync(LogExport.Head(newest.Checkpoint.Origin, LogKey.Read(keys.First)!, keys.Rotations), stop);
        await foreach (var leaf in SealedLeaves.Between(connection, 0, newest.Size, stop))
        {
            if (leaf.Now is null) continue;
            await file.WriteAsync(leaf.Now.Bytes, stop);
            await file.WriteAsync(LineFeed, stop);
        }
        await file.WriteAsync(LogExport.End(newest.Note), stop);
        await file.FlushAsync(stop);
        return true;
    }
}
