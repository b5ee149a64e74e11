namespace ProductGate.Service.Notifications;

/// <summary>An address of the bank's that is called with notices.</summary>
/// <param name="Kinds">Only these kinds; empty for all.</param>
/// <param name="FormerSecretUntil">While a rotation runs: until when the secret before is used beside the new one.</param>
public sealed record Webhook(Guid Id, string Url, string[] Kinds, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset? FormerSecretUntil = null)
{
    /// <summary>Told once, when it is made.</summary>
    public string? Secret { get; init; }

    public bool Wants(string template) => Kinds is [] || Kinds.Contains(template);
}

/// <summary>What an administrator writes down.</summary>
public sealed record WebhookOrder(string Url, string[]? Kinds = null);

/// <summary>Section <c>Webhooks</c> of the configuration.</summary>
public sealed class WebhookOptions
{
    /// <summary>Also plain http, and addresses inside the bank's own network. Off: whoever may set a webhook could reach into it with the service's hands.</summary>
    public bool AllowPrivateTargets { get; set; }

    /// <summary>How long the former secret stays valid after a rotation.</summary>
    public TimeSpan Overlap { get; set; } = TimeSpan.FromHours(24);
}
