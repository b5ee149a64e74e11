using Weasel.Core;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace ProductGate.Service.Audit;

/// <summary>Who opened what, and which sections as they were at which revision. As append-only as the events.</summary>
internal static class AccessTables
{
    public const string Records = "gate.access_records";
    public const string Readings = "gate.section_readings";

    /// <summary>Where the numbers come from by which the log takes records up.</summary>
    public const string Numbers = "gate.access_record_numbers";

    public static ISchemaObject[] All()
    {
        var records = new Table(Records);
        records.AddColumn<Guid>("id").AsPrimaryKey();
        records.AddColumn("at", "timestamptz").NotNull();
        records.AddColumn<string>("person").NotNull();
        records.AddColumn<string>("name").NotNull();
        records.AddColumn("roles", "text[]").NotNull();
        records.AddColumn<string>("kind").NotNull();
        records.AddColumn<string>("subject").NotNull();
        records.AddColumn<string>("asked").NotNull();
        records.AddColumn<string>("from_address").NotNull();
        records.AddColumn<string>("agent").NotNull();
        records.AddColumn<string>("trace_id").NotNull();
        records.AddColumn<long>("number").NotNull().DefaultValueByExpression($"nextval('{Numbers}')");
        records.Indexes.Add(new IndexDefinition("access_records_by_time") { Columns = ["at", "id"] });
        records.Indexes.Add(new IndexDefinition("access_records_by_person") { Columns = ["person", "at", "id"] });
        records.Indexes.Add(new IndexDefinition("access_records_by_subject") { Columns = ["subject", "at", "id"] });
        records.Indexes.Add(new IndexDefinition("access_records_by_number") { Columns = ["number"], IsUnique = true });
        return [new Sequence(new PostgresqlObjectName("gate", "access_record_numbers", SchemaUtils.IdentifierUsage.General)), records, SectionReadings()];
    }

    private static Table SectionReadings()
    {
        var readings = new Table(Readings);
        readings.AddColumn<string>("person").AsPrimaryKey();
        readings.AddColumn<Guid>("product_id").AsPrimaryKey();
        readings.AddColumn<string>("section").AsPrimaryKey();
        readings.AddColumn<string>("hash").AsPrimaryKey();
        // A section that is put back to what it said before is one more thing to have seen.
        readings.AddColumn<int>("revision").AsPrimaryKey();
        readings.AddColumn("at", "timestamptz").NotNull();
        return readings;
    }
}
