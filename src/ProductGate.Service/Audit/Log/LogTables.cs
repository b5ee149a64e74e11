using Weasel.Core;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace ProductGate.Service.Audit;

/// <summary>The log beside the events: hashes and places, never what happened itself, which stays where it was recorded. All but the map is append-only.</summary>
internal static class LogTables
{
    public const string Leaves = "gate.log_leaves";
    public const string Nodes = "gate.log_nodes";
    public const string Products = "gate.log_products";
    public const string MapNodes = "gate.log_map_nodes";
    public const string Checkpoints = "gate.log_checkpoints";
    public const string Keys = "gate.log_keys";
    public const string Refusals = "gate.log_refusals";
    public const string RefusalNumbers = "gate.log_refusal_numbers";
    public const string Batches = "gate.log_batches";

    /// <summary>Sequences first: the tables take their numbers from them.</summary>
    public static ISchemaObject[] All() =>
    [
        new Sequence(new PostgresqlObjectName("gate", "log_refusal_numbers", SchemaUtils.IdentifierUsage.General)), RefusalTable(),
        LeafTable(), NodeTable(Nodes), ProductTable(), NodeTable(MapNodes), CheckpointTable(), KeyTable(), BatchTable(),
    ];

    private static Table LeafTable()
    {
        var leaves = new Table(Leaves);
        leaves.AddColumn<long>("position").AsPrimaryKey();
        leaves.AddColumn<string>("kind").NotNull();
        // Of the event, the refusal, or the last record of a batch.
        leaves.AddColumn<long>("number").NotNull();
        leaves.AddColumn<Guid>("product");
        leaves.AddColumn<long>("version");
        leaves.AddColumn<string>("policy");
        leaves.AddColumn("hash", "bytea").NotNull();
        leaves.Indexes.Add(new IndexDefinition("log_leaves_by_number") { Columns = ["kind", "number"], IsUnique = true });
        leaves.Indexes.Add(new IndexDefinition("log_leaves_by_product") { Columns = ["product", "kind", "version"] });
        return leaves;
    }

    private static Table NodeTable(string name)
    {
        var nodes = new Table(name);
        nodes.AddColumn<int>("level").AsPrimaryKey();
        nodes.AddColumn<long>("place").AsPrimaryKey();
        nodes.AddColumn("hash", "bytea").NotNull();
        return nodes;
    }

    private static Table ProductTable()
    {
        var products = new Table(Products);
        products.AddColumn<Guid>("product").AsPrimaryKey();
        products.AddColumn<long>("place").NotNull();
        products.AddColumn<long>("length").NotNull();
        products.AddColumn("head", "bytea").NotNull();
        products.AddColumn<string>("policy");
        products.Indexes.Add(new IndexDefinition("log_products_by_place") { Columns = ["place"], IsUnique = true });
        return products;
    }

    private static Table CheckpointTable()
    {
        var checkpoints = new Table(Checkpoints);
        checkpoints.AddColumn<long>("number").AsPrimaryKey();
        checkpoints.AddColumn<long>("size").NotNull();
        checkpoints.AddColumn<string>("note").NotNull();
        checkpoints.AddColumn("at", "timestamptz").NotNull();
        // Up to which event, refusal and access record everything is in the tree.
        checkpoints.AddColumn<long>("facts").NotNull();
        checkpoints.AddColumn<long>("refusals").NotNull();
        checkpoints.AddColumn<long>("readings").NotNull();
        checkpoints.Indexes.Add(new IndexDefinition("log_checkpoints_by_size") { Columns = ["size"] });
        return checkpoints;
    }

    private static Table KeyTable()
    {
        var keys = new Table(Keys);
        keys.AddColumn<int>("number").AsPrimaryKey();
        keys.AddColumn<string>("key").NotNull();
        keys.AddColumn<long>("since").NotNull();
        keys.AddColumn("at", "timestamptz").NotNull();
        keys.AddColumn<string>("rotation");
        // Filled in Development alone, where nobody has brought a key.
        keys.AddColumn<string>("secret");
        return keys;
    }

    private static Table RefusalTable()
    {
        var refusals = new Table(Refusals);
        refusals.AddColumn<long>("number").AsPrimaryKey().DefaultValueByExpression($"nextval('{RefusalNumbers}')");
        refusals.AddColumn<Guid>("id").NotNull();
        refusals.AddColumn<Guid>("product");
        refusals.AddColumn("at", "timestamptz").NotNull();
        refusals.AddColumn("record", "jsonb").NotNull();
        refusals.Indexes.Add(new IndexDefinition("log_refusals_by_product") { Columns = ["product", "number"] });
        return refusals;
    }

    private static Table BatchTable()
    {
        var batches = new Table(Batches);
        batches.AddColumn<long>("last").AsPrimaryKey();
        batches.AddColumn<long>("first").NotNull();
        batches.AddColumn<int>("count").NotNull();
        batches.AddColumn<string>("digest").NotNull();
        batches.AddColumn("at", "timestamptz").NotNull();
        return batches;
    }
}
