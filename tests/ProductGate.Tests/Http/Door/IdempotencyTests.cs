using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

public sealed class IdempotencyTests(Specimen specimen) : IClassFixture<Specimen>
{
    private static readonly RaiseOpinion Suggestion = Sample.Opinion(OpinionKind.Suggestion, Section.Pricing);

    private Bank Bank => specimen.Bank;

    [Fact]
    public async Task r12_the_same_declaration_again_gives_the_first_answer()
    {
        var (key, declaration) = (Client.Key($"{Guid.NewGuid()}"), Sample.Declaration with { Name = $"Twice {Guid.NewGuid():N}" });

        var first = (await Bank.Post(People.Designer, "/api/products", declaration, key)).Is(201);
        var again = (await Bank.Post(People.Designer, "/api/products", declaration, key)).Is(201);

        (again.Text, again.Headers.Location).Should().Be((first.Text, first.Headers.Location));
        (await Declared(declaration.Name)).Should().Be(1);
    }

    [Fact]
    public async Task r12_ten_declarations_at_once_under_one_key_are_one()
    {
        var (key, declaration) = (Client.Key($"{Guid.NewGuid()}"), Sample.Declaration with { Name = $"Ten {Guid.NewGuid():N}" });

        var answers = await Task.WhenAll(Enumerable.Range(1, 10).Select(_ => Bank.Post(People.Designer, "/api/products", declaration, key)));

        answers.Select(a => a.Is(201).Text).Distinct().Should().ContainSingle();
        (await Declared(declaration.Name)).Should().Be(1);
    }

    [Fact]
    public async Task r12_the_same_command_again_gives_the_first_answer_although_its_version_is_stale_by_now()
    {
        var product = await HttpJourney.At(Bank, Stage.PreliminaryReview);
        var (version, key) = (product.Version, $"{Guid.NewGuid()}");

        var answers = await Task.WhenAll(Enumerable.Range(1, 10).Select(_ => product.Try(People.Officer, Suggestion, version, key)));
        var again = (await product.Try(People.Officer, Suggestion, version, key)).Is(200);

        answers.Select(a => a.Is(200).Text).Append(again.Text).Distinct().Should().ContainSingle();
        again.Version.Should().Be(again.Json.GetProperty("version").GetInt64());
        (await product.Look()).Items("opinions").Should().ContainSingle();
    }

    [Fact]
    public async Task r12_a_key_is_not_used_for_something_else()
    {
        var product = await HttpJourney.At(Bank, Stage.PreliminaryReview);
        var (version, key) = (product.Version, $"{Guid.NewGuid()}");
        (await product.Try(People.Officer, Suggestion, version, key)).Is(200);
        var before = await Trace.Of(Bank, product.Id);

        (await product.Try(People.Officer, Suggestion with { Subject = "Another" }, version, key)).IsProblem(422, "idempotency-key-reused", "R12");
        (await product.Try(People.Officer, new SuspendDistribution("Stop."), version, key)).IsProblem(422, "idempotency-key-reused", "R12");
        (await specimen.Product.Try(People.Officer, Suggestion, key: key)).IsProblem(422, "idempotency-key-reused", "R12");

        (await Trace.Of(Bank, product.Id)).Should().Be(before);
    }

    [Fact]
    public async Task r12_a_key_belongs_to_its_person()
    {
        var product = await HttpJourney.At(Bank, Stage.PreliminaryReview);
        var key = $"{Guid.NewGuid()}";
        var first = (await product.Try(People.Officer, Suggestion, key: key)).Is(200);

        (await product.Try(People.SecondOfficer, Suggestion, key: key)).IsProblem(412, "stale-version", "R12");
        (await product.Try(People.SecondOfficer, Suggestion, first.Version, key)).Is(200);

        (await product.Look()).Items("opinions").Select(o => o.Text("raisedBy")).Should().Equal(People.Officer.Id, People.SecondOfficer.Id);
    }

    [Fact]
    public async Task a_refused_command_does_not_use_its_key_up()
    {
        var product = await HttpJourney.At(Bank, Stage.InternalDeclaration);
        var key = $"{Guid.NewGuid()}";
        (await product.Try(People.TeamMate, new SubmitStage(), product.Version - 1, key)).IsProblem(412, "stale-version", "R12");

        (await product.Try(People.TeamMate, new SubmitStage(), product.Version, key)).Is(200);
    }

    [Fact]
    public async Task a_preview_does_not_use_the_key_of_the_command_up()
    {
        var product = await HttpJourney.At(Bank, Stage.InternalDeclaration);
        var key = $"{Guid.NewGuid()}";

        (await product.Try(People.TeamMate, new SubmitStage(), key: key, preview: true)).Is(200);

        (await product.Try(People.TeamMate, new SubmitStage(), key: key)).Is(200);
    }

    [Theory]
    [InlineData(129)]
    [InlineData(5000)]
    public Task a_key_has_at_most_128_characters(int length) => Refuses(new string('k', length));

    [Theory]
    [InlineData("a\tb")]
    [InlineData("a\u007fb")]
    public Task a_key_has_visible_characters_only(string key) => Refuses(key);

    [Fact]
    public async Task a_key_of_128_characters_is_taken()
    {
        var product = await HttpJourney.At(Bank, Stage.InternalDeclaration);

        (await product.Try(People.TeamMate, new SubmitStage(), key: $"{Guid.NewGuid()}".PadRight(128, '~'))).Is(200);
    }

    private Task Refuses(string key) =>
        specimen.Refuses(People.Officer, HttpMethod.Post, "/opinions", Suggestion, 400, "malformed-idempotency-key", Client.IfMatch(specimen.Product.Version), Client.Key(key));

    private Task<long> Declared(string name) => Bank.Scalar<long>("select count(*) from gate.mt_events where type = 'product-declared' and data->>'name' = $1", name);
}
