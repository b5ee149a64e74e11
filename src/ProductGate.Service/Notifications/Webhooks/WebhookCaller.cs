using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace ProductGate.Service.Notifications;

/// <summary>Calls a webhook as Standard Webhooks 1.0 says: signed, not following redirects, with little patience for the answer.</summary>
public sealed class WebhookCaller : IDisposable
{
    private const int LargestAnswer = 64 * 1024;
    private readonly HttpClient http;
    private readonly TimeProvider clock;

    public WebhookCaller(WebhookOptions options, TimeProvider clock)
    {
        this.clock = clock;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseProxy = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5), PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            // Nobody reads the answer: a large or slow one costs its connection and no more.
            MaxResponseDrainSize = LargestAnswer, ResponseDrainTimeout = TimeSpan.FromSeconds(1), MaxResponseHeadersLength = LargestAnswer / 1024,
        };
        if (!options.AllowPrivateTargets) handler.ConnectCallback = PublicAddresses.Connect;
        http = new(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public static string TargetOf(Guid webhook) => $"webhook {webhook}";

    /// <exception cref="HttpRequestException">It was not taken.</exception>
    /// <exception cref="DeliveryRefusedException">The receiver says that it is gone for good.</exception>
    public async Task Call(Webhook hook, string[] secrets, string id, string body, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, hook.Url) { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/cloudevents+json", "utf-8")) };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSecrets.Sign(secrets, id, now, body));
        request.Headers.UserAgent.ParseAdd("ProductGate");
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        if (answer.StatusCode == HttpStatusCode.Gone) throw new DeliveryRefusedException("The receiver answers 410: it is gone.");
        if (!answer.IsSuccessStatusCode) throw new HttpRequestException($"The receiver answers {(int)answer.StatusCode}{(answer.Headers.Location is null ? "" : "; redirects are not followed")}.");
    }

    public void Dispose() => http.Dispose();
}
