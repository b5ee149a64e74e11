using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ProductGate.Domain;

namespace ProductGate.Tests.Support;

/// <summary>Requests to a bank's service, each with its whole answer.</summary>
internal static class Client
{
    public static Task<Answer> Get(this Bank bank, Actor? by, string path) => bank.Send(by, HttpMethod.Get, path);

    public static Task<Answer> Post(this Bank bank, Actor? by, string path, object? body, params (string Name, string Value)[] headers) => bank.Send(by, HttpMethod.Post, path, body, headers);

    /// <param name="body">Text and bytes go as they are, anything else as JSON.</param>
    public static async Task<Answer> Send(this Bank bank, Actor? by, HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers) =>
        await bank.Line.Send(method, path, body, by is null ? headers : [("Authorization", $"Bearer {await bank.TokenOf(by)}"), .. headers]);

    /// <summary>The same on any line.</summary>
    public static async Task<Answer> Send(this HttpClient line, HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = Content(body) };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await line.SendAsync(request);
        return new((int)response.StatusCode, response.Headers, response.Content.Headers, await response.Content.ReadAsByteArrayAsync());
    }

    public static (string Name, string Value) IfMatch(long version) => ("If-Match", $"\"{version}\"");

    public static (string Name, string Value) Key(string key) => ("Idempotency-Key", key);

    /// <summary>Every item of a list, page by page.</summary>
    public static async Task<List<JsonElement>> All(this Bank bank, Actor by, string path, int limit)
    {
        var items = new List<JsonElement>();
        var cursor = "";
        var cursors = new HashSet<string>();
        do
        {
            var page = (await bank.Get(by, $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit={limit}{cursor}")).Is(200).Json;
            page.GetProperty("items").GetArrayLength().Should().BeLessThanOrEqualTo(limit);
            items.AddRange(page.Items("items"));
            cursor = page.Text("next") is { } next ? $"&cursor={Uri.EscapeDataString(next)}" : "";
            cursors.Add(cursor).Should().BeTrue("each page leads on to another one");
        }
        while (cursor.Length > 0);
        return items;
    }

    /// <summary>A member as text; null where it is absent.</summary>
    public static string? Text(this JsonElement element, string name) => element.TryGetProperty(name, out var member) ? member.ToString() : null;

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) => element.TryGetProperty(name, out var member) ? member.EnumerateArray() : [];

    public static IEnumerable<string?> Texts(this JsonElement element, string name) => element.Items(name).Select(i => i.ToString());

    internal static HttpContent? Content(object? body) => body switch
    {
        null => null,
        HttpContent content => content,
        byte[] bytes => Json(new ByteArrayContent(bytes)),
        string text => Json(new ByteArrayContent(Encoding.UTF8.GetBytes(text))),
        _ => Json(new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), Domain.Json.Options))),
    };

    private static ByteArrayContent Json(ByteArrayContent content)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }
}
