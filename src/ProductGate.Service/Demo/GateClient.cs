using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Polly;
using Polly.Retry;
using ProductGate.Domain;
using ProductGate.Service.Documents;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;
using ProductGate.Service.Products;

namespace ProductGate.Service.Demo;

/// <summary>The service said no, or something that no client of its API expects.</summary>
public sealed class GateException(string message, Problem? problem = null) : Exception(message)
{
    /// <summary>What the service answered, where it answered with a problem.</summary>
    public Problem? Problem { get; } = problem;
}

/// <summary>The public HTTP API, as whomever of the demo bank, or as whoever owns the token. Waits while the service is busy, away or starting.</summary>
public sealed class GateClient(HttpClient http, string? token = null)
{
    private static readonly ResiliencePipeline<HttpResponseMessage> Patience = new ResiliencePipelineBuilder<HttpResponseMessage>()
        .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = 12,
            Delay = TimeSpan.FromMilliseconds(100),
            MaxDelay = TimeSpan.FromSeconds(3),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = args => ValueTask.FromResult(IsWorthAnotherTry(args.Outcome)),
            DelayGenerator = args => ValueTask.FromResult(args.Outcome.Result?.Headers.RetryAfter?.Delta),
        }).Build();

    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> tokens = new();
    private int commands;

    /// <summary>How many commands were answered.</summary>
    public int Commands => commands;

    /// <summary>Sends a command; its key makes sure that trying again records it once.</summary>
    /// <param name="version">The version the sender saw; null for a declaration.</param>
    /// <exception cref="GateException">The command was refused.</exception>
    public async Task<CommandAnswer> Post(string person, string path, object command, long? version = null)
    {
        var key = Guid.CreateVersion7().ToString();
        using var answer = await Send(person, () => Request(HttpMethod.Post, path, command, version, key));
        Interlocked.Increment(ref commands);
        return await Read<CommandAnswer>(answer);
    }

    /// <exception cref="GateException">The command was refused.</exception>
    public async Task<CommandAnswer> Put(string person, string path, object content, long version)
    {
        using var answer = await Send(person, () => Request(HttpMethod.Put, path, content, version));
        Interlocked.Increment(ref commands);
        return await Read<CommandAnswer>(answer);
    }

    public async Task<T> Get<T>(string person, string path)
    {
        using var answer = await Send(person, () => Request(HttpMethod.Get, path));
        return await Read<T>(answer);
    }

    /// <summary>Every item of a paged list.</summary>
    public async Task<List<T>> List<T>(string person, string path)
    {
        var items = new List<T>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await Get<Page<T>>(person, $"{path}{(path.Contains('?') ? '&' : '?')}limit=200&cursor={cursor}");
            items.AddRange(page.Items);
            cursor = page.Next;
        }
        return items;
    }

    /// <summary>The products that the service has, by name; of several with one name, the newest.</summary>
    public async Task<IReadOnlyDictionary<string, ProductListEntry>> Known(Cast cast) =>
        (await List<ProductListEntry>(cast.Of(Role.Compliance), "/api/products")).GroupBy(p => p.Name).ToDictionary(g => g.Key, g => g.First());

    public async Task<StoredDocument> Upload(string person, string fileName, string mediaType, string text)
    {
        using var answer = await Send(person, () => new HttpRequestMessage(HttpMethod.Post, Address("/api/documents"))
        {
            Content = new MultipartFormDataContent { { new StringContent(text, Encoding.UTF8, mediaType), "file", fileName } },
        });
        return await Read<StoredDocument>(answer);
    }

    private async Task<HttpResponseMessage> Send(string person, Func<HttpRequestMessage> request)
    {
        var bearer = token ?? await tokens.GetOrAdd(person, p => new(() => SignIn(p))).Value;
        return await Send(person, request, new AuthenticationHeaderValue("Bearer", bearer));
    }

    private async Task<string> SignIn(string person)
    {
        using var answer = await Send(person, () => Request(HttpMethod.Post, DemoSignIn.TokenPath, new { person }), null);
        return (await Read<AccessTokenResponse>(answer)).AccessToken;
    }

    private async Task<HttpResponseMessage> Send(string person, Func<HttpRequestMessage> request, AuthenticationHeaderValue? authorization)
    {
        var answer = await Patience.ExecuteAsync(async stop =>
        {
            using var message = request();
            message.Headers.Authorization = authorization;
            return await http.SendAsync(message, stop);
        });
        if (answer.IsSuccessStatusCode) return answer;
        using (answer) throw await Refused(person, answer);
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, object? body = null, long? version = null, string? key = null)
    {
        var request = new HttpRequestMessage(method, Address(path));
        if (body is not null) request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), Json.Options)) { Headers = { ContentType = new("application/json") } };
        if (version is { } seen) request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{seen}\""));
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return request;
    }

    /// <remarks>A connection that breaks in the middle is not tried again for a PUT: the first one may have been recorded.</remarks>
    private static bool IsWorthAnotherTry(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } } => true,
        { Result.StatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable } => true,
        _ => false,
    };

    private static async Task<GateException> Refused(string person, HttpResponseMessage answer)
    {
        var asked = $"{person}: {answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri?.PathAndQuery}";
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json") return new($"{asked} was answered with {(int)answer.StatusCode}. Is this the address of ProductGate?");
        var problem = await Read<Problem>(answer);
        var missing = string.Concat(problem.Missing?.Select(m => $" {m.What}") ?? []);
        return new($"{asked} was answered with {problem.Status} {problem.Code}: {problem.Detail}{missing}", problem);
    }

    private static async Task<T> Read<T>(HttpResponseMessage answer) =>
        JsonSerializer.Deserialize<T>(await answer.Content.ReadAsByteArrayAsync(), Json.Options) ?? throw new GateException("The service answered with nothing.");

    private static Uri Address(string path) => new(path, UriKind.Relative);
}
