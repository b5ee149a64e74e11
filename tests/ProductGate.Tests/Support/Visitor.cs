using System.Net;
using System.Text.RegularExpressions;

namespace ProductGate.Tests.Support;

/// <summary>A browser without a window: keeps cookies, and follows a redirect only when told to.</summary>
internal sealed partial class Visitor : IDisposable
{
    public Visitor(Uri home) => Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = home, DefaultRequestHeaders = { { "Accept", "text/html" } } };

    /// <summary>Somebody who is signed in.</summary>
    public static async Task<Visitor> Of(Bank bank, Domain.Actor person)
    {
        var visitor = new Visitor(bank.Line.BaseAddress!);
        await visitor.SignIn(person.Id);
        return visitor;
    }

    public HttpClient Http { get; }

    public CookieContainer Cookies { get; } = new();

    public async Task<Answer> Get(string address, params (string Name, string Value)[] headers) => await Send(HttpMethod.Get, address, null, headers);

    /// <summary>Fills in a form of ours, with the token its page has.</summary>
    public async Task<Answer> Submit(string page, string action, params (string Name, string Value)[] fields)
    {
        return await Post(action, [.. fields, ("__RequestVerificationToken", await TokenOf(page))]);
    }

    /// <summary>The antiforgery token in the forms of a page.</summary>
    public async Task<string> TokenOf(string page) => Token().Match((await Get(page)).Is(200).Text).Groups[1].Value;

    public Task<Answer> Post(string action, params (string Name, string Value)[] fields) =>
        Send(HttpMethod.Post, action, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));

    public async Task<Answer> Send(HttpMethod method, string address, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, UriKind.RelativeOrAbsolute)) { Content = content };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await Http.SendAsync(request);
        return new((int)response.StatusCode, response.Headers, response.Content.Headers, await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>Signs in at the bank through the provider; ends with the answer to the callback.</summary>
    public async Task<Answer> SignIn(string person, string page = "/sign-in") => await Get((await ToCallback(person, page)).ToString());

    /// <summary>As far as the address that the provider sends the browser back to.</summary>
    public async Task<Uri> ToCallback(string person, string page = "/sign-in") => await PassProvider((await Get(page)).Is(302).Headers.Location!.ToString(), person);

    /// <summary>Gives name and password where the provider asks for them, and follows it to the address it sends the browser back to.</summary>
    public async Task<Uri> PassProvider(string address, string person)
    {
        var at = new Uri(Http.BaseAddress!, address);
        for (var step = 0; step < 10 && at.AbsolutePath != "/signin-oidc"; step++)
        {
            var answer = await Get(at.ToString());
            if (answer.Status == 200) answer = await Post(at.ToString(), ("login", person), ("password", Provider.Password));
            at = new Uri(at, answer.Headers.Location ?? throw new InvalidOperationException($"{at} answered {answer.Status}: {answer.Text}"));
        }
        return at;
    }

    public void Dispose() => Http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
