using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

public sealed class ReferenceTests(SharedBank shared) : IClassFixture<SharedBank>
{
    private static readonly string[] Versioned = ["400", "401", "403", "404", "409", "412", "413", "415", "422", "428", "429", "503"];

    /// <summary>The routes of http.md, without those that come with other issues.</summary>
    private static readonly string[] Promised =
    [
        "POST /api/products", "GET /api/products", "GET /api/products/{productId}", "GET /api/products/{productId}/gate", "PUT /api/products/{productId}/dossier/{section}",
        "GET /api/products/{productId}/dossier/diff", "POST /api/documents", "GET /api/documents/{sha256}", "POST /api/products/{productId}/submissions",
        "POST /api/products/{productId}/sign-offs", "POST /api/products/{productId}/opinions", "POST /api/products/{productId}/opinions/{subjectId}/answer",
        "POST /api/products/{productId}/opinions/{subjectId}/verification", "POST /api/products/{productId}/opinions/{subjectId}/withdrawal",
        "POST /api/products/{productId}/opinions/{subjectId}/escalation", "POST /api/products/{productId}/opinions/{subjectId}/ruling",
        "POST /api/products/{productId}/conditions/{subjectId}/closure", "POST /api/products/{productId}/filing", "POST /api/products/{productId}/evaluation",
        "POST /api/products/{productId}/launch", "POST /api/products/{productId}/suspension", "POST /api/products/{productId}/resumption", "POST /api/products/{productId}/withdrawal",
        "POST /api/products/{productId}/retirement", "POST /api/products/{productId}/changes", "POST /api/products/{productId}/indicators", "POST /api/products/{productId}/reviews",
        "POST /api/products/{productId}/reviews/{subjectId}/completion", "POST /api/products/{productId}/delegations", "POST /api/delegations", "GET /api/queue", "GET /api/inbox",
        "POST /api/inbox/{noticeId}/read", "GET /api/products/{productId}/audit",
    ];

    [Fact]
    public async Task the_document_is_valid_openapi_3_1()
    {
        var read = OpenApiDocument.Parse((await Document()).GetRawText(), "json");

        read.Diagnostic!.Errors.Should().BeEmpty();
        read.Diagnostic.SpecificationVersion.Should().Be(OpenApiSpecVersion.OpenApi3_1);
        read.Document!.Paths.Should().NotBeEmpty();
    }

    [Fact]
    public async Task every_promised_route_is_described_and_every_route_of_the_service()
    {
        var described = Operations(await Document()).Select(o => $"{o.Method} {o.Path}").ToList();

        described.Should().Contain(Promised);
        var routes = from endpoint in shared.Bank.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                     let path = $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}".Replace(":guid", "", StringComparison.Ordinal)
                     where path.StartsWith("/api/", StringComparison.Ordinal)
                     from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
                     select $"{method} {path}";
        described.Should().BeEquivalentTo(routes);
    }

    [Fact]
    public async Task every_operation_says_what_it_is_for_and_how_it_may_fail()
    {
        foreach (var (method, path, operation) in Operations(await Document()))
        {
            operation.Text("summary").Should().NotBeNullOrWhiteSpace($"{method} {path} has a summary");
            var answers = operation.GetProperty("responses").EnumerateObject().ToDictionary(r => r.Name, r => r.Value);
            answers.Should().ContainKeys("401", "503");
            foreach (var (_, answer) in answers.Where(a => a.Key[0] is '4' or '5'))
                answer.GetProperty("content").EnumerateObject().Select(c => c.Name).Should().Equal("application/problem+json");
            if (method != "GET" && path.Contains("{productId}", StringComparison.Ordinal)) answers.Keys.Should().Contain(Versioned, $"{method} {path} is a command on a product");
        }
    }

    [Fact]
    public async Task commands_name_their_headers_and_path_parts()
    {
        foreach (var (method, path, operation) in Operations(await Document()))
        {
            var parameters = operation.Items("parameters").Select(p => (p.Text("name")!, p.Text("in")!)).ToList();
            parameters.Where(p => p.Item2 == "path").Select(p => p.Item1).Should().Equal(path.Split('/').Where(p => p.StartsWith('{')).Select(p => p.Trim('{', '}')), $"{method} {path} names its parts");
            parameters.Should().OnlyHaveUniqueItems();
            if (method == "POST") parameters.Should().Contain(("Idempotency-Key", "header"));
            if (method != "GET" && path.Contains("{productId}", StringComparison.Ordinal)) parameters.Should().Contain(("If-Match", "header")).And.Contain(("preview", "query"));
        }
    }

    [Fact]
    public async Task questions_are_described_with_what_they_take()
    {
        var operations = Operations(await Document()).ToDictionary(o => $"{o.Method} {o.Path}", o => o.Operation.Items("parameters").Where(p => p.Text("in") == "query").Select(p => p.Text("name")));

        operations["GET /api/products"].Should().BeEquivalentTo("stage", "disposition", "marketState", "riskGrade", "category", "team", "q", "sort", "limit", "cursor");
        operations["GET /api/products/{productId}/audit"].Should().BeEquivalentTo("actor", "type", "from", "to", "limit", "cursor");
        operations["GET /api/products/{productId}"].Should().BeEquivalentTo("version", "asOf");
        foreach (var list in (string[])["GET /api/queue", "GET /api/inbox"]) operations[list].Should().Contain(["limit", "cursor"]);
    }

    [Fact]
    public async Task bodies_state_their_limits()
    {
        var bodies = Operations(await Document()).Where(o => o.Operation.TryGetProperty("requestBody", out _)).ToDictionary(
            o => o.Path, o => o.Operation.GetProperty("requestBody").GetProperty("content").EnumerateObject().Single().Value.GetProperty("schema"));
        int? MaxLength(string path, string member) => bodies[path].GetProperty("properties").GetProperty(member).GetProperty("maxLength").GetInt32();

        MaxLength("/api/products", "name").Should().Be(200);
        MaxLength("/api/products", "summary").Should().Be(8000);
        MaxLength("/api/products/{productId}/opinions", "text").Should().Be(8000);
        MaxLength("/api/products/{productId}/withdrawal", "reason").Should().Be(4000);
        var agreement = bodies["/api/products/{productId}/dossier/{section}"].Items("oneOf").Single(s => s.GetProperty("properties").TryGetProperty("terms", out _));
        agreement.GetProperty("properties").GetProperty("text").GetProperty("maxLength").GetInt32().Should().Be(20_000);
        bodies["/api/products/{productId}/changes"].GetProperty("properties").EnumerateObject().Select(m => m.Name).Should().Equal(["reason"], "what the service supplies is no member of a body");
    }

    [Fact]
    public async Task the_reference_page_answers_everybody() => (await shared.Bank.Get(null, "/docs")).Is(200).MediaType.Should().Be("text/html");

    private async Task<JsonElement> Document() => (await shared.Bank.Get(null, "/openapi/v1.json")).Is(200).Json;

    private static IEnumerable<(string Method, string Path, JsonElement Operation)> Operations(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        where operation.Name is "get" or "post" or "put" or "delete" or "patch"
        select (operation.Name.ToUpperInvariant(), path.Name, operation.Value);
}
