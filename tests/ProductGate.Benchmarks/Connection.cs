using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ProductGate.Benchmarks;

/// <summary>One client with one kept connection. Bare sockets, because the client shares the cores with what it measures.</summary>
internal sealed class Connection : IDisposable
{
    /// <summary>The tokens of the demo sign-in; they outlive the service, so that later starts are measured without signing in.</summary>
    private static readonly ConcurrentDictionary<string, string> Tokens = new();

    private readonly Socket socket;
    private readonly byte[] buffer = new byte[64 * 1024];

    public Connection(int port)
    {
        socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, port);
    }

    /// <summary>Declares a product and returns its address and version.</summary>
    public (string Path, long Version) Declare(string name)
    {
        var answer = Send("POST", "/api/products", "wang.min", null, $$"""{"name":"{{name}}","category":"cards","kind":"Own","team":"cards","summary":"A product for the benchmark."}""");
        return (Header(answer, "Location: "), Version(answer));
    }

    /// <summary>Sends a command and returns the new version; any other answer than 200 ends the run.</summary>
    public long Command(string method, string path, string person, long version, string body) => Version(Send(method, path, person, version, body));

    public void Dispose() => socket.Dispose();

    private string SignIn(string person) => Send("POST", "/demo/token", null, null, $$"""{"person":"{{person}}"}""").Split("\"accessToken\":\"")[1].Split('"')[0];

    private string Send(string method, string path, string? person, long? version, string body)
    {
        var authorization = person is null ? "" : $"Authorization: Bearer {Tokens.GetOrAdd(person, SignIn)}\r\n";
        var ifMatch = version is { } v ? $"If-Match: \"{v}\"\r\n" : "";
        var length = Encoding.UTF8.GetByteCount(body);
        var request = $"{method} {path} HTTP/1.1\r\nHost: localhost\r\n{authorization}{ifMatch}Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}";
        socket.Send(Encoding.UTF8.GetBytes(request));
        return Receive();
    }

    /// <summary>Answers are chunked or have a length; both end where the bytes say.</summary>
    private string Receive()
    {
        var read = 0;
        while (true)
        {
            var count = socket.Receive(buffer, read, buffer.Length - read, SocketFlags.None);
            if (count == 0) throw new SocketException((int)SocketError.ConnectionReset);
            read += count;
            if (IsWhole(buffer.AsSpan(0, read))) return Checked(Encoding.UTF8.GetString(buffer, 0, read));
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> bytes)
    {
        if (bytes.EndsWith("\r\n0\r\n\r\n"u8)) return true;
        var head = bytes.IndexOf("\r\n\r\n"u8);
        var length = bytes.IndexOf("Content-Length: "u8);
        return head > 0 && length > 0 && length < head
            && bytes.Length >= head + 4 + int.Parse(bytes[(length + 16)..(length + 16 + bytes[(length + 16)..].IndexOf((byte)'\r'))], CultureInfo.InvariantCulture);
    }

    private static string Checked(string answer) => answer.StartsWith("HTTP/1.1 20", StringComparison.Ordinal) ? answer : throw new InvalidOperationException(answer);

    private static long Version(string answer) => long.Parse(Header(answer, "ETag: ").Trim('"'), CultureInfo.InvariantCulture);

    private static string Header(string answer, string name)
    {
        var start = answer.IndexOf(name, StringComparison.Ordinal) + name.Length;
        return answer[start..answer.IndexOf('\r', start)];
    }
}
