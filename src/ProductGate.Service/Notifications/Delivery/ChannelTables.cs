using Weasel.Postgresql.Tables;

namespace ProductGate.Service.Notifications;

/// <summary>Who wants to be told how, what was delivered to whom, and which targets fail.</summary>
internal static class ChannelTables
{
    public const string Profiles = "gate.notification_profiles";
    public const string Deliveries = "gate.deliveries";
    public const string Targets = "gate.failing_targets";
    public const string Webhooks = "gate.webhooks";
    public const string DigestDays = "gate.digest_days";

    public static Table[] All() => [ProfileTable(), DeliveryTable(), TargetTable(), WebhookTable(), DigestTable()];

    private static Table ProfileTable()
    {
        var table = new Table(Profiles);
        table.AddColumn<string>("person").AsPrimaryKey();
        table.AddColumn<string>("mail");
        table.AddColumn("kinds", "jsonb").NotNull();
        table.AddColumn("audiences", "text[]").NotNull();
        table.AddColumn("seen_at", "timestamptz").NotNull();
        table.AddColumn<bool>("digest");
        return table;
    }

    private static Table DeliveryTable()
    {
        var table = new Table(Deliveries);
        table.AddColumn<Guid>("event").AsPrimaryKey();
        table.AddColumn<string>("recipient").AsPrimaryKey();
        table.AddColumn<string>("channel").AsPrimaryKey();
        table.AddColumn<string>("state").NotNull();
        table.AddColumn<int>("attempts").NotNull();
        table.AddColumn<string>("last_error");
        table.AddColumn("delivered_at", "timestamptz");
        return table;
    }

    private static Table TargetTable()
    {
        var table = new Table(Targets);
        table.AddColumn<string>("target").AsPrimaryKey();
        table.AddColumn("since", "timestamptz").NotNull();
        table.AddColumn<string>("last_error").NotNull();
        return table;
    }

    private static Table WebhookTable()
    {
        var table = new Table(Webhooks);
        table.AddColumn<Guid>("id").AsPrimaryKey();
        table.AddColumn<string>("url").NotNull();
        table.AddColumn("kinds", "text[]").NotNull();
        table.AddColumn<string>("secret").NotNull();
        table.AddColumn<string>("former_secret");
        table.AddColumn("former_until", "timestamptz");
        table.AddColumn<string>("created_by").NotNull();
        table.AddColumn("created_at", "timestamptz").NotNull();
        return table;
    }

    private static Table DigestTable()
    {
        var table = new Table(DigestDays);
        table.AddColumn<DateOnly>("day").AsPrimaryKey();
        return table;
    }
}
