using System.Text.Json;
using ProductGate.Domain;
using ProductGate.Tests.Faults;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>A bank with a mail server and a receiver of webhooks, and little patience with either.</summary>
public class ChannelBank(Server server) : IAsyncLifetime
{
    private readonly List<IAsyncDisposable> parts = [];

    public Bank Bank { get; private set; } = null!;

    internal NodeProgram Mail { get; private set; } = null!;
    internal NodeProgram Hooks { get; private set; } = null!;
    internal Uri Receiver => new(Hooks.Api.BaseAddress!, "/hook");

    public const string Office = "office@bank.example";

    /// <summary>When a delivery is tried again.</summary>
    protected virtual string[] Later => ["00:00:00.100", "00:00:00.100"];

    /// <summary>How long a call may take.</summary>
    protected virtual string Timeout => "00:00:02";

    public async ValueTask InitializeAsync()
    {
        parts.Add(Mail = await NodeProgram.Mail());
        parts.Add(Hooks = await NodeProgram.Webhooks());
        Bank = new BankWithChannels(server, Settings);
        parts.Insert(0, Bank);
        await Bank.Open();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in parts) await part.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    internal static (string Name, string Value)[] MailSettings(NodeProgram mail) =>
    [
        ("Mail:Host", "127.0.0.1"), ("Mail:Port", $"{mail.Ports[0]}"), ("Mail:Security", "None"), ("Mail:From", "gate@bank.example"), ("Mail:LinkBase", "https://gate.bank.example"),
        ("Notifications:Offices:protection-office", Office),
    ];

    internal async Task<List<JsonElement>> Letters(string to, string about) =>
        [.. (await Mail.Get($"/messages?to={Uri.EscapeDataString(to)}")).EnumerateArray().Where(m => m.Text("subject")!.Contains(about, StringComparison.Ordinal))];

    /// <summary>Waits until so many letters about something have come.</summary>
    internal async Task<List<JsonElement>> Letters(string to, string about, int count)
    {
        await Patience.Until($"{count} letters to {to} about {about}", 40, async () => (await Letters(to, about)).Count >= count);
        return await Letters(to, about);
    }

    private (string Name, string Value)[] Settings =>
    [
        .. MailSettings(Mail), ("Webhooks:AllowPrivateTargets", "true"), ("Delivery:Timeout", Timeout), ("Delivery:Answer", "00:00:05"), ("Delivery:Retries", "1"), ("Delivery:Pause", "00:00:00.020"),
        ("Logging:LogLevel:Default", "None"), ("Delivery:Break", "00:00:01"), ("Delivery:TellAfter", "00:00:00"), .. Later.Select((pause, i) => ($"Delivery:Later:{i}", pause)),
    ];

    private sealed class BankWithChannels(Server server, (string Name, string Value)[] settings) : Bank(server)
    {
        protected override (string Name, string Value)[] Settings => settings;
    }
}
