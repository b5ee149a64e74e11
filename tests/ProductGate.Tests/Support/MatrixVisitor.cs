using System.Text.Json;
using System.Text.Json.Nodes;
using ProductGate.Domain;

namespace ProductGate.Tests.Support;

/// <summary>A page that is opened, or a form that is sent.</summary>
internal sealed record MatrixRequest(HttpMethod Method, string Path, (string Name, string Value)[] Fields)
{
    /// <summary>What a program would say in JSON, as the fields of a form.</summary>
    public static IEnumerable<(string Name, string Value)> FieldsOf(object said) =>
        FieldsOf("", said is string json ? JsonNode.Parse(json) : JsonSerializer.SerializeToNode(said, said.GetType(), Json.Options));

    private static IEnumerable<(string Name, string Value)> FieldsOf(string path, JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(m => FieldsOf(path.Length == 0 ? m.Key : $"{path}.{m.Key}", m.Value)),
        JsonArray a => a.SelectMany((item, i) => FieldsOf(item is JsonObject ? $"{path}[{i}]" : path, item)),
        null => [],
        _ => [(path, node.ToString())],
    };
}

/// <summary>The browser of one person, who is signed in at the provider, or of nobody; a form goes out with the token of a page of theirs.</summary>
internal sealed class MatrixVisitor : IDisposable
{
    private readonly Visitor visitor;
    private readonly string? token;

    private MatrixVisitor(Visitor visitor, string? token) => (this.visitor, this.token) = (visitor, token);

    public static async Task<MatrixVisitor> Of(Bank bank, Actor? person)
    {
        var visitor = new Visitor(bank.Line.BaseAddress!);
        if (person is null) return new(visitor, null);
        await visitor.SignIn(person.Id);
        return new(visitor, await visitor.TokenOf("/"));
    }

    public Task<Answer> Send(MatrixRequest request) => request.Method == HttpMethod.Get
        ? visitor.Get(request.Path)
        : visitor.Post(request.Path, token is null ? request.Fields : [.. request.Fields, ("__RequestVerificationToken", token)]);

    public void Dispose() => visitor.Dispose();
}
