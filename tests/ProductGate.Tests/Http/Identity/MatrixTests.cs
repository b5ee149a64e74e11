using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ProductGate.Domain;
using ProductGate.Tests.Golden;
using ProductGate.Service.Identity;
using ProductGate.Service.Notifications;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>The matrix of authority, cell by cell: what is checked in, what the table says, and what the service answers to programs, and to people.</summary>
public sealed partial class MatrixTests(MatrixBank bank, ITestOutputHelper output) : IClassFixture<MatrixBank>
{
    private static readonly string[] OpenToAll = ["/api/session", "/health/live", "/health/ready", "/openapi/{documentName}.json", "/sign-in", "/sign-out", "/signed-out", "/signed-in", "/appearance", "/notifications/unsubscribe"];

    /// <summary>Answers other than 401, 403 and 404 that say no to the person rather than to the moment.</summary>
    private static readonly string[] Personal = ["own-product", "recused", "condition-owner"];

    private readonly HashSet<string> visited = [];
    private readonly Dictionary<string, string> programs = [];

    [Fact]
    public void the_table_says_what_is_checked_in() => GoldenFile.Check("authority-matrix.csv", string.Join('\n', Matrix.Csv(PolicyReader.Default)));

    [Fact]
    public async Task the_service_answers_every_cell_as_the_matrix_says()
    {
        var (clock, cells, wrong) = (Stopwatch.StartNew(), 0, new List<string>());
        var expected = File.ReadAllLines(GoldenFile.PathOf("authority-matrix.csv")).Skip(1).Select(l => l.Split(',')).ToDictionary(l => (l[0], l[1]), l => l[2..]);
        foreach (var line in Matrix.Lines(PolicyReader.Default))
            foreach (var (i, column) in Matrix.Columns.Index())
                foreach (var (method, path, body) in Requests(line))
                {
                    var answer = await Send(line, MatrixCases.Person(line, column), method, path, body);
                    var cell = Cell(answer, line.Grant.Deed);
                    if (cell != expected[(line.Grant.Deed.ToString(), line.On)][i]) wrong.Add($"{line.Grant.Deed} {line.On} {column.Name}: {cell} ({answer.Status} {answer.Text})");
                    cells++;
                }

        output.WriteLine($"{cells} cells in {clock.Elapsed.TotalSeconds:0.0} s.");
        wrong.Should().BeEmpty();
        cells.Should().BeGreaterThan(1700);
        Routes().Where(r => !r.IsPage).Select(r => r.Name).Except(visited).Should().BeEmpty("every address is tried");
    }

    [Fact]
    public void every_address_stands_under_a_line_of_the_table_and_every_line_has_an_address()
    {
        var routes = Routes().ToList();

        routes.Where(r => r.Grant is null).Select(r => r.Name).Should().BeEmpty();
        routes.Select(r => r.Grant!.Deed).Distinct().Should().BeEquivalentTo(Enum.GetValues<Deed>().Except([Deed.CheckDeadline]));
    }

    private static string Cell(Answer answer, Deed deed)
    {
        if (answer.Status < 400) return Matrix.Yes;
        var code = answer.Json.Text("code")!;
        // A thing that is not there was looked for, so whoever asked may.
        var isSought = code is "unknown-notice" or "unknown-webhook" or "unknown-dead-letter" || (code, deed) is ("unknown-delegation", Deed.ListDelegations);
        return (answer.Status is 401 or 403 or 404 && !isSought) || Personal.Contains(code) ? code : Matrix.Yes;
    }

    private async Task<Answer> Send(MatrixLine line, Actor? by, HttpMethod method, string path, object? body)
    {
        var product = bank.ProductFor(line);
        visited.Add(Name(method, path));
        var content = body is Func<object> make ? make() : body;
        if (by?.Kind != ActorKind.Machine) return await bank.Bank.Send(by, method, path, content, Client.IfMatch(product.Version));
        var scope = Provider.ScopeOf(by.Roles[0]);
        if (!programs.TryGetValue(scope, out var token)) programs[scope] = token = await bank.Bank.Provider.TokenOf(by.Id, scope);
        return await bank.Bank.Send(null, method, path, content, Client.IfMatch(product.Version), ("Authorization", $"Bearer {token}"));
    }

    private IEnumerable<(HttpMethod Method, string Path, object? Body)> Requests(MatrixLine line)
    {
        var (product, now) = (bank.ProductFor(line), bank.Bank.Clock.GetUtcNow());
        if (MatrixCases.Command(line, bank.Subjects, now) is { } command)
            return [(command is ReviseSection ? HttpMethod.Put : HttpMethod.Post, $"{product.Path}/{Addresses.Of(command)}?preview=true", command is ReviseSection r ? r.Content.Text : command)];
        return line.Grant.Deed switch
        {
            Deed.DeclareProduct => [(HttpMethod.Post, "/api/products", Sample.Declaration with { Category = "no such category" })],
            Deed.ListProducts => [Get("/api/products?limit=1")],
            Deed.ReadProduct => [Get(product.Path), Get($"{product.Path}/gate"), Get($"{product.Path}/dossier/diff?from=1&to=2"), Get($"{product.Path}/audit?limit=1"), Get($"{product.Path}/audit/bundle")],
            Deed.DelegateEverywhere => [(HttpMethod.Post, "/api/delegations", new DelegateAuthority("somebody", line.Office!.Value, now.AddDays(-1), "Away."))],
            Deed.RevokeEverywhere => [(HttpMethod.Post, $"/api/delegations/{bank.StandingDelegation}/revocation", new RevokeDelegation("Back."))],
            Deed.ListDelegations => [Get("/api/delegations"), Get($"/api/delegations/{Guid.NewGuid()}")],
            Deed.StoreDocument => [(HttpMethod.Post, "/api/documents", new Func<object>(() => MatrixBank.File("the same for all")))],
            Deed.ReadDocument => [Get($"/api/documents/{bank.Document}")],
            Deed.ReadQueue => [Get("/api/queue?limit=1")],
            Deed.ReadInbox => [Get("/api/inbox?limit=1"), (HttpMethod.Post, $"/api/inbox/{Guid.NewGuid()}/read", null)],
            Deed.ReadMetrics => [Get("/metrics")],
            Deed.ReadReports => [Get("/api/reports/funnel"), Get("/api/reports/cycle-times"), Get("/api/reports/opinions"), Get("/api/reports/overdue")],
            Deed.ReadAccessRecords => [Get("/api/access-records"), Get("/api/audit/readings?to=1")],
            Deed.ReadLog => [Get("/api/audit/checkpoint"), Get("/api/audit/keys"), Get("/api/audit/proofs/inclusion?index=0"), Get("/api/audit/proofs/consistency?from=1")],
            Deed.ExportLog => [Get("/api/audit/export")],
            Deed.ReadSettings => [Get("/api/notifications/settings")],
            Deed.ChangeSettings => [(HttpMethod.Put, "/api/notifications/settings", new NotificationSettings())],
            Deed.ManageWebhooks => [Get("/api/webhooks"), .. Webhooks()],
            Deed.ReadDeadLetters => [Get("/api/dead-letters")],
            Deed.ReplayDeadLetters => [(HttpMethod.Post, "/api/dead-letters/replay", null), (HttpMethod.Post, $"/api/dead-letters/{Guid.NewGuid()}/replay", null)],
            _ => throw new ArgumentOutOfRangeException(nameof(line), line.Grant.Deed, "No request tries this."),
        };
    }

    private static IEnumerable<(HttpMethod Method, string Path, object? Body)> Webhooks()
    {
        var (impossible, unknown) = (new WebhookOrder("http://10.0.0.1/"), $"/api/webhooks/{Guid.NewGuid()}");
        return [Get(unknown), (HttpMethod.Post, "/api/webhooks", impossible), (HttpMethod.Put, unknown, impossible), (HttpMethod.Delete, unknown, null), (HttpMethod.Post, $"{unknown}/rotation", null)];
    }

    private static (HttpMethod Method, string Path, object? Body) Get(string path) => (HttpMethod.Get, path, null);

    private IEnumerable<(string Name, Grant? Grant, bool IsPage)> Routes() =>
        from endpoint in bank.Bank.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let pattern = $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}"
        where !OpenToAll.Contains(pattern) && !pattern.StartsWith("/docs", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select ($"{method} {Parameter().Replace(pattern, "*")}", endpoint.Metadata.GetMetadata<Grant>(), endpoint.Metadata.GetMetadata<Page>() is not null);

    private static string Name(HttpMethod method, string path) => $"{method} {Ids().Replace(Dossier().Replace(path.Split('?')[0], "dossier/*"), "*")}";

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}|(?<=steps/)[0-9]+")]
    private static partial Regex Ids();

    [GeneratedRegex("dossier/[A-Z][A-Za-z]+")]
    private static partial Regex Dossier();
}
