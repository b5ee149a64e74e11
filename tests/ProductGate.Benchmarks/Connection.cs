using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace ProductGate.Benchmarks;

/// <summary>One client of the API with one kept connection.</summary>
internal sealed class Connection(int port) : IDisposable
{
    /// <summary>The tokens of the demo sign-in by service and person; they outlive the service, so that later starts on its database are measured without signing in.</summary>
    private static readonly ConcurrentDictionary<(int Port, string Person), string> Tokens = new();

    private readonly Line line = new(port);

    /// <summary>The whole of the newest answer.</summary>
    public string Answer { get; private set; } = "";

    /// <summary>Declares a product and returns its address and version.</summary>
    public (string Path, long Version) Declare(string name, string person = "wang.min", string team = "cards")
    {
        var answer = Send("POST", "/api/products", person, null, $$"""{"name":"{{name}}","category":"cards","kind":"Own","team":"{{team}}","summary":"A product for the benchmark."}""");
        return (Header(answer, "Location: "), Version(answer));
    }

    /// <summary>Sends a command and returns the new version; any other answer than 200 ends the run.</summary>
    public long Command(string method, string path, string person, long version, string body) => Version(Send(method, path, person, version, body));

    public void Dispose() => line.Dispose();

    private string SignIn(string person) => Send("POST", "/demo/token", null, null, $$"""{"person":"{{person}}"}""").Split("\"accessToken\":\"")[1].Split('"')[0];

    /// <summary>With a token that the person has already, if the service takes it: those of another database it does not.</summary>
    private string Send(string method, string path, string? person, long? version, string body)
    {
        if (person is null) return Checked(Ask(method, path, null, version, body));
        var token = Tokens.GetOrAdd((port, person), _ => Tokens.FirstOrDefault(t => t.Key.Person == person).Value ?? SignIn(person));
        var answer = Ask(method, path, token, version, body);
        if (answer.StartsWith("HTTP/1.1 401", StringComparison.Ordinal)) answer = Ask(method, path, Tokens[(port, person)] = SignIn(person), version, body);
        return Checked(answer);
    }

    private string Ask(string method, string path, string? token, long? version, string body)
    {
        var authorization = token is null ? "" : $"Authorization: Bearer {token}\r\n";
        var ifMatch = version is { } v ? $"If-Match: \"{v}\"\r\n" : "";
        var length = Encoding.UTF8.GetByteCount(body);
        var request = $"{method} {path} HTTP/1.1\r\nHost: localhost\r\n{authorization}{ifMatch}Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}";
        return Answer = Encoding.UTF8.GetString(line.Ask(Encoding.UTF8.GetBytes(request)));
    }

    private static string Checked(string answer) => answer.StartsWith("HTTP/1.1 20", StringComparison.Ordinal) ? answer : throw new InvalidOperationException(answer);

    private static long Version(string answer) => long.Parse(Header(answer, "ETag: ").Trim('"'), CultureInfo.InvariantCulture);

    private static string Header(string answer, string name)
    {
        var start = answer.IndexOf(name, StringComparison.Ordinal) + name.Length;
        return answer[start..answer.IndexOf('\r', start)];
    }
}
