using ProductGate.Domain;

namespace ProductGate.Tests.Support;

/// <summary>
/// A product on sale whose change is at its preliminary review, handed in, with an open objection and a condition, in the shared bank. Requests that
/// are refused leave it as it is, so that all of them can be tried on the same one.
/// </summary>
public sealed class Specimen(Server server) : IAsyncLifetime
{
    public Bank Bank { get; private set; } = null!;

    internal HttpJourney Product { get; private set; } = null!;
    internal Guid Opinion { get; private set; }
    internal Guid Condition { get; private set; }
    internal Guid Deadline { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Bank = await server.Shared();
        Product = await HttpJourney.InChangeRound(Bank);
        await Product.CompleteStage();
        await Product.Submit();
        Opinion = await Product.Raise(People.Officer, OpinionKind.Objection, Section.Agreement);
        await Product.Sign(People.Officer, SignOffDecision.ApproveWithConditions, null, new NewCondition("Train the branches.", Role.Operations, ConditionGate.BeforeLaunch, Product.Today.AddDays(30)));
        Condition = await Product.Newest("conditions");
        Deadline = await Product.Newest("deadlines");
    }

    public ValueTask DisposeAsync() => default;

    /// <summary>Sends a request below the product's address and finds a problem, and the product as it was.</summary>
    internal async Task<Answer> Refuses(Actor? by, HttpMethod method, string path, object? body, int status, string code, params (string, string)[] headers)
    {
        var before = await Trace.Of(Bank, Product.Id);
        var answer = await Bank.Send(by, method, $"{Product.Path}{path}", body, headers);
        (answer.Status, answer.Json.Text("code")).Should().Be((status, code), answer.Text);
        answer.IsProblem(status, code, answer.Json.Text("rule"));
        (await Trace.Of(Bank, Product.Id)).Should().Be(before);
        return answer;
    }

    /// <summary>Posts a body that cannot be a command, with the right version.</summary>
    internal Task<Answer> RefusesBody(string path, object? body, int status, string code, Actor? by = null) =>
        Refuses(by ?? People.Designer, path.StartsWith("/dossier", StringComparison.Ordinal) ? HttpMethod.Put : HttpMethod.Post, path, body, status, code, Client.IfMatch(Product.Version));
}
