using Weasel.Postgresql.Tables;

namespace ProductGate.Service.Documents;

/// <summary>Each document once, by the SHA-256 of its bytes, in chunks that are read and written one at a time.</summary>
internal static class DocumentTables
{
    public const string Documents = "gate.documents";
    public const string Holders = "gate.document_holders";
    public const string Chunks = "gate.document_chunks";

    public static Table[] All()
    {
        var documents = new Table(Documents);
        documents.AddColumn<string>("sha256").AsPrimaryKey();
        documents.AddColumn<Guid>("content").NotNull();
        documents.AddColumn<long>("size").NotNull();
        documents.AddColumn<string>("media_type").NotNull();
        documents.AddColumn<string>("stored_by").NotNull();
        documents.AddColumn("stored_at", "timestamptz").NotNull();

        var chunks = new Table(Chunks);
        chunks.AddColumn<Guid>("content").AsPrimaryKey();
        chunks.AddColumn<int>("number").AsPrimaryKey();
        chunks.AddColumn("bytes", "bytea").NotNull();

        // Everybody who has brought the bytes: the second to store them has as much right to them as the first.
        var holders = new Table(Holders);
        holders.AddColumn<string>("sha256").AsPrimaryKey();
        holders.AddColumn<string>("person").AsPrimaryKey();
        holders.AddColumn<string>("media_type"); // none where it was stored before types were kept here
        return [documents, chunks, holders];
    }
}
