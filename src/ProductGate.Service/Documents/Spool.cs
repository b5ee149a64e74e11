using System.Security.Cryptography;
using ProductGate.Service.Door;

namespace ProductGate.Service.Documents;

/// <summary>A file on its way in. It waits on disk until all of it has come: a slow sender holds no connection to the database that others need.</summary>
internal sealed class Spool : IAsyncDisposable
{
    public const int ChunkSize = 256 * 1024;

    private readonly FileStream file = new(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), new FileStreamOptions
    {
        Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
    });

    private Spool(string mediaType) => MediaType = mediaType;

    public string Sha256 { get; private set; } = "";
    public string MediaType { get; private set; }
    public long Size => file.Length;

    /// <exception cref="ProblemException">413: more than 25 MiB; 422: no bytes at all, a program, or not what its media type says.</exception>
    public static async Task<Spool> Receive(Stream bytes, string mediaType, CancellationToken stop)
    {
        var spool = new Spool(mediaType);
        try
        {
            await spool.Take(bytes, stop);
            return spool;
        }
        catch
        {
            await spool.DisposeAsync();
            throw;
        }
    }

    /// <summary>The file in pieces; each is valid until the next.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> Chunks([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        var buffer = new byte[ChunkSize];
        file.Position = 0;
        while (await file.ReadAtLeastAsync(buffer, ChunkSize, throwOnEndOfStream: false, stop) is > 0 and var read) yield return buffer.AsMemory(0, read);
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();

    private async Task Take(Stream bytes, CancellationToken stop)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[ChunkSize];
        while (await bytes.ReadAtLeastAsync(buffer, ChunkSize, throwOnEndOfStream: false, stop) is > 0 and var read)
        {
            if (Size == 0) MediaType = MediaTypes.Check(MediaType, buffer.AsSpan(0, read));
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), stop);
            if (file.Position > DocumentVault.LargestDocument) throw new ProblemException(Problem.Field(413, "too-large", "file", "A document has at most 25 MiB."));
            await file.FlushAsync(stop);
        }
        if (Size == 0) throw new ProblemException(Problem.Field(422, "empty-document", "file", "The document is empty."));
        Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
