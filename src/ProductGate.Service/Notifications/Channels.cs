using Wolverine;
using Wolverine.ErrorHandling;

namespace ProductGate.Service.Notifications;

/// <summary>What carries notices out of the inbox: mail and webhooks.</summary>
internal static class Channels
{
    public static void AddChannels(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(DeliveryTimes.Of(builder.Configuration)).AddSingleton(MailOptions.Of(builder.Configuration));
        services.AddSingleton(builder.Configuration.GetSection("Webhooks").Get<WebhookOptions>() ?? new());
        services.AddSingleton<Inbox>().AddSingleton(s => new Stubbornness(s.GetRequiredService<DeliveryTimes>(), TimeProvider.System)).AddSingleton<FailingTargets>().AddSingleton<Deliveries>().AddSingleton<FanOut>();
        services.AddSingleton<Profiles>().AddSingleton<AddressBook>().AddSingleton<SettingsDesk>().AddSingleton<Presence>().AddSingleton<Postman>();
        services.AddSingleton<WebhookSecrets>().AddSingleton<SecretOnce>().AddSingleton<WebhookShelf>().AddSingleton<WebhookCaller>().AddSingleton<CallTurns>().AddSingleton<WebhookDelivery>().AddSingleton<CheckpointCalls>();
        services.AddSingleton(DigestTimes.Of(builder.Configuration)).AddSingleton<Digests>().AddSingleton<Unsubscribing>().AddHostedService<DigestPlanner>();
        services.AddHostedService<DeliverySweep>();
        services.AddHealthChecks().AddCheck<ChannelCheck>("channels");
    }

    /// <summary>Failing deliveries wait in the database for their next attempt; the last of them ends as a dead letter.</summary>
    public static void Messages(WolverineOptions o, DeliveryTimes options)
    {
        o.LocalQueueFor<MailNotice>().MaximumParallelMessages(options.Mails);
        o.LocalQueueFor<SendDigest>().MaximumParallelMessages(options.Mails);
        o.LocalQueueFor<CallWebhook>().MaximumParallelMessages(options.Calls);
        o.LocalQueueFor<CallWithCheckpoint>().MaximumParallelMessages(options.Calls);
        o.Policies.Add(new LongHandlings(options));
        o.Policies.OnException<DeliveryRefusedException>().Or<DeliveryUncertainException>(e => e.Last).MoveToErrorQueue();
        o.Policies.OnException<DeliveryFailedException>().Or<DeliveryUncertainException>().Or<OperationCanceledException>().ScheduleRetry(options.Schedule);
    }

    public static void UsePresence(this WebApplication app) => app.Use(async (http, next) =>
    {
        await http.RequestServices.GetRequiredService<Presence>().Note(http);
        await next(http);
    });

    /// <summary>Before anybody is served; commands that only speak to a running service need neither offices nor a database.</summary>
    public static void CheckOffices(this WebApplication app) => app.Services.GetRequiredService<AddressBook>().Check();

    public static void MapChannels(this IEndpointRouteBuilder api)
    {
        api.MapInbox();
        api.MapSettings();
        api.MapWebhooks();
        api.MapDeadLetters();
    }
}
