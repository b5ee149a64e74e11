using Npgsql;
using ProductGate.Domain;

namespace ProductGate.Service.Audit;

/// <summary>What came of comparing a product's facts with the log just now.</summary>
/// <param name="Steps">How many of them are sealed, and were compared.</param>
/// <param name="Size">Leaves of the tree that the newest checkpoint signs.</param>
/// <param name="Findings">What does not hold; none where all does.</param>
public sealed record ProductProof(int Steps, long Size, DateTimeOffset SealedAt, string[] Findings);

/// <summary>Proves a product as anybody does who has its case file, with the key that the log itself names: whoever does not trust this server takes the case file and a key of their own.</summary>
internal sealed class ProductProofs(NpgsqlDataSource database, CaseFiles files)
{
    /// <returns>Null where nothing of the product is sealed yet.</returns>
    public async Task<ProductProof?> Of(Guid product, CancellationToken stop)
    {
        try
        {
            return await database.AtOneMoment(c => files.Of(c, product, [], documents: false, stop), stop) is { } content ? Check(content) : null;
        }
        catch (Exception e) when (e is InvalidDataException or UnreadableBundleException)
        {
            return new(0, 0, default, [e.Message]);
        }
    }

    private static ProductProof Check(BundleContent content)
    {
        var verdict = BundleVerifier.Verify(BundleWriter.Write(content), Trust.In(SigningKey.Verify, [content.FirstKey]), []);
        var sealedAs = SignedNote.Read(content.Checkpoint) is { } note ? Checkpoint.Read(note.Text) : null;
        return new(content.Facts.Count, sealedAs?.Size ?? 0, sealedAs?.At ?? default, [.. verdict.Findings.Select(f => f.Says)]);
    }
}
