using JasperFx;
using JasperFx.CodeGeneration;
using Wolverine.Configuration;
using Wolverine.Runtime.Handlers;

namespace ProductGate.Service.Notifications;

/// <summary>Handlings of deliveries may take longer than Wolverine's usual minute: a letter that is being taken is not cut off, for the next attempt would be a copy.</summary>
internal sealed class LongHandlings(DeliveryTimes times) : IHandlerPolicy
{
    private static readonly Type[] Deliveries = [typeof(MailNotice), typeof(SendDigest), typeof(CallWebhook)];

    public void Apply(IReadOnlyList<HandlerChain> chains, GenerationRules rules, IServiceContainer container)
    {
        foreach (var chain in chains.Where(c => Deliveries.Contains(c.MessageType))) chain.ExecutionTimeoutInSeconds = (int)times.Handling.TotalSeconds;
    }
}
