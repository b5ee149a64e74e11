using Weasel.Core;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace ProductGate.Service.Notifications;

/// <summary>Notices by audience, and who has read which.</summary>
internal static class InboxTables
{
    public const string Notifications = "gate.notifications";
    public const string Reads = "gate.notification_reads";

    /// <summary>Up to which number somebody has read all of an audience (<see cref="ReadMarks"/>).</summary>
    public const string Marks = "gate.notification_marks";

    private const string Numbers = "notification_numbers";

    public static ISchemaObject[] All()
    {
        var notifications = new Table(Notifications);
        notifications.AddColumn<Guid>("id").AsPrimaryKey();
        notifications.AddColumn<string>("cause").NotNull();
        notifications.AddColumn<string>("audience").NotNull();
        notifications.AddColumn<Guid>("product_id").NotNull();
        notifications.AddColumn<string>("product").NotNull();
        notifications.AddColumn<long>("version").NotNull();
        notifications.AddColumn<string>("template").NotNull();
        notifications.AddColumn<string>("urgency").NotNull();
        notifications.AddColumn<string>("text").NotNull();
        notifications.AddColumn("at", "timestamptz").NotNull();
        notifications.AddColumn<string>("text_zh");
        notifications.AddColumn<long>("number").NotNull().DefaultValueByExpression($"nextval('gate.{Numbers}')");
        notifications.Indexes.Add(new IndexDefinition("notifications_by_audience") { Columns = ["audience", "at", "id"] });
        notifications.Indexes.Add(new IndexDefinition("notifications_by_number") { Columns = ["audience", "number"] });

        var reads = new Table(Reads);
        reads.AddColumn<Guid>("notification_id").AsPrimaryKey();
        reads.AddColumn<string>("person").AsPrimaryKey();
        reads.AddColumn("at", "timestamptz").NotNull();

        var marks = new Table(Marks);
        marks.AddColumn<string>("person").AsPrimaryKey();
        marks.AddColumn<string>("audience").AsPrimaryKey();
        marks.AddColumn<long>("number").NotNull();
        return [new Sequence(new PostgresqlObjectName("gate", Numbers, SchemaUtils.IdentifierUsage.General)), notifications, reads, marks];
    }
}
