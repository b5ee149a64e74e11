using Npgsql;
using ProductGate.Domain;

namespace ProductGate.Service.Audit;

/// <summary>The whole log as a file: what the database has now, whether or not it is what was sealed. To judge that is the verifier's.</summary>
internal static class LogExports
{
    private const int LargestWrite = 64 * 1024;
    private static readonly byte[] LineFeed = "\n"u8.ToArray();

    /// <param name="newest">The checkpoint that the file ends with.</param>
    /// <param name="keys">As they were at that moment or later.</param>
    public static async Task Write(NpgsqlConnection connection, Seal newest, BundleKeys keys, Stream target, CancellationToken stop)
    {
        await using var file = new BufferedStream(target, LargestWrite);
        await file.WriteAsync(LogExport.Head(newest.Checkpoint.Origin, LogKey.Read(keys.First)!, keys.Rotations), stop);
        await foreach (var leaf in SealedLeaves.Between(connection, 0, newest.Size, stop))
        {
            if (leaf.Now is null) continue;
            await file.WriteAsync(leaf.Now.Bytes, stop);
            await file.WriteAsync(LineFeed, stop);
        }
        await file.WriteAsync(LogExport.End(newest.Note), stop);
        await file.FlushAsync(stop);
    }
}
