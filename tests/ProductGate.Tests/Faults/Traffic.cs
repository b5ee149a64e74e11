using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Faults;

/// <summary>A command under way, and the first answer to it once there is one.</summary>
internal sealed record Sent(Actor By, string Path, object Body, string Key, string Mark, Guid? Product)
{
    public CommandAnswer? Answer { get; set; }
}

/// <summary>Clients that send commands, two to a product, each with a key; every command is marked so that it can be found in the stream.</summary>
internal sealed class Traffic
{
    private static readonly Actor[] Offices = [People.Officer, People.Compliance, People.FirstMember, People.Head];

    private readonly List<Guid> products = [];
    private TaskCompletionSource reached = new();
    private int awaited;
    private int number;

    public ConcurrentBag<Sent> All { get; } = [];

    public async Task Declare(ServiceProcess service, int count)
    {
        for (var i = 0; i < count; i++) products.Add((await Send(service, Declaration())).Answer!.ProductId);
    }

    /// <summary>Comes about when so many more commands have been answered.</summary>
    public Task Answers(int count)
    {
        (awaited, reached) = (count, new(TaskCreationOptions.RunContinuationsAsynchronously));
        return reached.Task;
    }

    /// <summary>Sends until the service is gone. What was not answered by then is neither known to be recorded nor known not to be.</summary>
    public Task Until(ServiceProcess service, CancellationToken gone) => Task.WhenAll(Enumerable.Range(0, products.Count * 2).Select(async client =>
    {
        try
        {
            for (var i = 0; !gone.IsCancellationRequested; i++) await Send(service, i % 8 == 7 ? Declaration() : Opinion(products[client % products.Count], Offices[(client + i) % Offices.Length]));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            // Killed.
        }
    }));

    /// <summary>Sends again, with the same keys, whatever was not answered.</summary>
    public async Task<int> Retry(ServiceProcess service)
    {
        var open = All.Where(s => s.Answer is null).ToList();
        foreach (var sent in open) await Answered(service, sent);
        return open.Count;
    }

    private async Task<Sent> Send(ServiceProcess service, Sent sent)
    {
        All.Add(sent);
        await Answered(service, sent);
        return sent;
    }

    /// <remarks>The other client of the product may have been faster: then the command is sent again for the newer version.</remarks>
    private async Task Answered(ServiceProcess service, Sent sent)
    {
        using var client = service.As(sent.By);
        while (sent.Answer is null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(sent.Path, UriKind.Relative)) { Content = JsonContent.Create(sent.Body, sent.Body.GetType(), options: Json.Options) };
            request.Headers.Add("Idempotency-Key", sent.Key);
            if (sent.Product is { } product) request.Headers.IfMatch.Add(await Version(client, product));
            using var answer = await client.SendAsync(request);
            if (answer.StatusCode is HttpStatusCode.PreconditionFailed) continue;
            answer.IsSuccessStatusCode.Should().BeTrue(await answer.Content.ReadAsStringAsync());
            sent.Answer = await answer.Content.ReadFromJsonAsync<CommandAnswer>(Json.Options);
            if (Interlocked.Decrement(ref awaited) == 0) reached.TrySetResult();
        }
    }

    private static async Task<EntityTagHeaderValue> Version(HttpClient client, Guid product)
    {
        using var answer = await client.GetAsync(new Uri($"/api/products/{product}/gate", UriKind.Relative));
        return answer.EnsureSuccessStatusCode().Headers.ETag!;
    }

    private Sent Declaration()
    {
        var mark = Mark();
        return new(People.Designer, "/api/products", Sample.Declaration with { Name = mark }, Guid.NewGuid().ToString(), mark, null);
    }

    private Sent Opinion(Guid product, Actor by)
    {
        var mark = Mark();
        return new(by, $"/api/products/{product}/opinions", Sample.Opinion(OpinionKind.Suggestion, Section.Summary) with { Subject = mark }, Guid.NewGuid().ToString(), mark, product);
    }

    private string Mark() => $"Command {Interlocked.Increment(ref number)}";
}
