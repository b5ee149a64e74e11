using ProductGate.Domain;
using Wolverine;

namespace ProductGate.Service.Notifications;

/// <summary>A signed checkpoint of the audit log on its way to one webhook.</summary>
public sealed record CallWithCheckpoint(Guid Event, Guid Webhook, string Origin, DateTimeOffset At, string Checkpoint)
{
    /// <summary>As other messages show themselves in the log.</summary>
    public override string ToString() => $"{nameof(CallWithCheckpoint)} {Webhook} of {Event}";
}

/// <summary>What receivers get to keep.</summary>
public sealed record CheckpointData(string Checkpoint);

/// <summary>Sends checkpoints to the webhooks that ask for them by name: who takes every kind of notice means what happens to products.</summary>
internal sealed class CheckpointCalls(WebhookShelf shelf, IServiceScopeFactory scopes)
{
    public const string Kind = "checkpoint";

    /// <summary>Telling the same again does no harm: each webhook gets each checkpoint once.</summary>
    public async Task Tell(Checkpoint checkpoint, string note, CancellationToken stop)
    {
        var hooks = (await shelf.All(stop)).FindAll(h => h.Kinds.Contains(Kind));
        if (hooks.Count == 0) return;
        await using var scope = scopes.CreateAsyncScope();
        var bus = scope.ServiceProvider.GetRequiredService<IMessageBus>();
        foreach (var hook in hooks) await bus.PublishAsync(new CallWithCheckpoint(Ids.Derive($"{Kind}/{checkpoint.Origin}/{checkpoint.Size}"), hook.Id, checkpoint.Origin, checkpoint.At, note));
    }
}

/// <summary>Calls one webhook with one checkpoint, once.</summary>
public static class CallWithCheckpointHandler
{
    public static Task<OutgoingMessages> Handle(CallWithCheckpoint message, WebhookDelivery delivery, MailOptions links, CancellationToken stop) =>
        delivery.Make(message.Webhook, message.Event, message, () => CloudEvent.Of(message.Event, CheckpointCalls.Kind, message.Origin, message.At, new CheckpointData(message.Checkpoint), links), stop);
}
