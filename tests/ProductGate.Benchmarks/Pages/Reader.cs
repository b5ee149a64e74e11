using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace ProductGate.Benchmarks;

/// <summary>Somebody who is signed in with a browser, and asks for pages as one does: with the cookie, and taking compressed answers.</summary>
internal sealed partial class Reader
{
    private readonly string cookies;

    private Reader(int port, string cookies) => (Port, this.cookies) = (port, cookies);

    public int Port { get; }

    /// <summary>What the browser sends along.</summary>
    public string Cookies => cookies;

    /// <summary>Chooses a person on the page of the demo sign-in.</summary>
    public static async Task<Reader> SignIn(int port, string person)
    {
        var (home, kept) = (new Uri($"http://127.0.0.1:{port}"), new CookieContainer());
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = kept }) { BaseAddress = home };
        var token = Token().Match(await http.GetStringAsync("/sign-in")).Groups[1].Value;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["person"] = person, ["returnUrl"] = "/", ["__RequestVerificationToken"] = token });
        using var answer = await http.PostAsync("/sign-in", form);
        if (answer.StatusCode != HttpStatusCode.Redirect) throw new InvalidOperationException($"{person} could not sign in: {answer.StatusCode}");
        return new(port, kept.GetCookieHeader(home));
    }

    public byte[] Request(string path, string encodings = "gzip, deflate, br") =>
        Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nAccept-Encoding: {encodings}\r\nCookie: {cookies}\r\n\r\n");

    /// <summary>The page as plain text.</summary>
    public async Task<string> Read(string path)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new($"http://127.0.0.1:{Port}"), DefaultRequestHeaders = { { "Cookie", cookies }, { "Accept", "text/html" } } };
        return await http.GetStringAsync(path);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
