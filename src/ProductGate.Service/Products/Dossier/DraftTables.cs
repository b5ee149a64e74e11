using Weasel.Postgresql.Tables;

namespace ProductGate.Service.Products;

/// <summary>Texts that are not yet part of any dossier. Only who typed them ever sees them.</summary>
internal static class DraftTables
{
    public const string Drafts = "gate.drafts";

    public static Table[] All()
    {
        var drafts = new Table(Drafts);
        drafts.AddColumn<string>("person").AsPrimaryKey();
        drafts.AddColumn<Guid>("product_id").AsPrimaryKey();
        drafts.AddColumn<string>("section").AsPrimaryKey();
        // As typed: the binary form of JSON refuses characters that a person is to be told about.
        drafts.AddColumn("fields", "json").NotNull();
        drafts.AddColumn<int>("revision").NotNull();
        drafts.AddColumn("at", "timestamptz").NotNull();
        return [drafts];
    }
}
