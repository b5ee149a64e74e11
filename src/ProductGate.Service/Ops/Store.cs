using JasperFx;
using JasperFx.CodeGeneration;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Exceptions;
using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Audit;
using ProductGate.Service.Documents;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;
using ProductGate.Service.Notifications;
using ProductGate.Service.Products;
using ProductGate.Service.Stages;
using Weasel.Core;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Marten;

namespace ProductGate.Service.Ops;

/// <summary>Events, snapshots and read models in PostgreSQL (Marten); handlers, outbox and timers (Wolverine).</summary>
internal static class Store
{
    public const string Schema = "gate";
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1)];
    private static readonly TimeSpan[] Calmer = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1)];

    public static void AddStore(this WebApplicationBuilder builder)
    {
        // Asked for when first needed: a command that only talks to a running service needs no database.
        builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(Connection(builder.Configuration)));
        builder.Services.CritterStackDefaults(x =>
        {
            // The schema is applied by the setup command; serving never changes it and starts faster for it.
            x.Development.ResourceAutoCreate = x.Production.ResourceAutoCreate = AutoCreate.None;
#if STATIC_CODEGEN
            x.Development.GeneratedCodeMode = x.Production.GeneratedCodeMode = TypeLoadMode.Static;
#endif
        });
        builder.Services.AddMarten(services => Options(services.GetRequiredService<NpgsqlDataSource>()))
            .UseLightweightSessions()
            .IntegrateWithWolverine();
        builder.Host.UseWolverine(o =>
        {
            Messaging(o);
            Channels.Messages(o, DeliveryTimes.Of(builder.Configuration));
        });
    }

    /// <remarks>A server that looks after its clients notices within a second that one is gone, and lets go of its locks: another node takes over at once.</remarks>
    /// <exception cref="InvalidOperationException">No connection string is configured.</exception>
    private static string Connection(IConfiguration configuration)
    {
        if (configuration.GetConnectionString("ProductGate") is not { Length: > 0 } text)
            throw new InvalidOperationException("Set CONNECTIONSTRINGS__PRODUCTGATE to the address of a PostgreSQL database, or start with ./deploy/run.");
        var address = new NpgsqlConnectionStringBuilder(text);
        if (string.IsNullOrEmpty(address.Options)) address.Options = "-c client_connection_check_interval=1000";
        return address.ConnectionString;
    }

    private static StoreOptions Options(NpgsqlDataSource database)
    {
        var o = new StoreOptions();
        o.Connection(database);
        o.DatabaseSchemaName = Schema;
        o.UseSystemTextJsonForSerialization(Json.Options, EnumStorage.AsString, Casing.CamelCase);
        // One function call draws the numbers and inserts the rows: the audit log relies on that (Horizon).
        o.Events.AppendMode = EventAppendMode.QuickWithServerTimestamps;
        o.Events.MetadataConfig.CorrelationIdEnabled = true;
        o.Events.MetadataConfig.CausationIdEnabled = true;
        o.Events.MetadataConfig.UserNameEnabled = true;
        o.Events.MetadataConfig.HeadersEnabled = true;
        foreach (var (type, name) in FactNames.All) o.Events.MapEventType(type, name);
        o.Projections.Add(new ProductSnapshot(), ProjectionLifecycle.Inline);
        o.Schema.For<ProductRow>().Duplicate(r => r.Team).Duplicate(r => r.Name);
        o.Schema.For<WorkQueueRow>().Duplicate(r => r.ProductId).Index(r => new { r.Audience, r.Order }, i => i.IncludeColumns = QueueColumns.Counted).Index(r => new { r.Order, r.Id });
        o.Policies.ForAllDocuments(QueueColumns.Add);
        o.Schema.For<Course>();
        o.Schema.For<KeyedAnswer>();
        o.Schema.For<StandingDelegation>().Index(d => d.To);
        foreach (var part in (ISchemaObject[])[.. InboxTables.All(), .. ChannelTables.All(), .. DocumentTables.All(), .. AccessTables.All(), .. LogTables.All(), .. SignInTables.All(), .. DraftTables.All()]) o.Storage.ExtendedSchemaObjects.Add(part);
        return o;
    }

    private static void Messaging(WolverineOptions o)
    {
        o.ServiceName = "product-gate";
        // Else a test program is taken for the application and no handler is found (stack.md, 0.4).
        o.ApplicationAssembly = typeof(Program).Assembly;
        o.Policies.AutoApplyTransactions();
        o.Policies.UseDurableLocalQueues();
        TellHandler.Gather(o);
        o.Durability.KeepAfterMessageHandling = TimeSpan.FromMinutes(1);
        // What a killed process left undone goes on after seconds instead of minutes. Every effect of a message happens once, however often it is handled.
        o.Durability.HealthCheckPollingTime = TimeSpan.FromSeconds(2);
        o.Durability.StaleNodeTimeout = TimeSpan.FromSeconds(15);
        // A message whose outcome could not be written down while the database was away stays with its living owner until this lets it go.
        o.Durability.InboxStaleTime = TimeSpan.FromSeconds(15);
        o.Durability.OrphanedMessageSweepPollingTime = o.Durability.NodeReassignmentPollingTime = TimeSpan.FromSeconds(5);
        // Counts every stored message, waiting timers too, for the figures of /metrics.
        o.Durability.UpdateMetricsPeriod = TimeSpan.FromMinutes(1);
        // The loser of a race decides again on the newest state: a client's command then ends as stale or as the first answer. A message that loses again and again comes back when it is calmer; the last attempt ends as a dead letter.
        o.Policies.OnException<ConcurrencyException>().Or<DocumentAlreadyExistsException>().OrInner<PostgresException>(e => e.SqlState == PostgresErrorCodes.UniqueViolation)
            .RetryTimes(3).Then.ScheduleRetry(Calmer);
        // A client is told after the first pauses that the database is away; a message waits for as long as it takes. Marten wraps what its driver throws.
        o.Policies.OnException<NpgsqlException>(Passing.Is).OrInner<NpgsqlException>(Passing.Is)
            .RetryWithCooldown(Pauses).Then.ScheduleRetryIndefinitely(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));
    }
}
