using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

public sealed class VersionTests(Specimen specimen) : IClassFixture<Specimen>
{
    private static readonly object Suggestion = Sample.Opinion(OpinionKind.Suggestion, Section.Pricing);

    [Fact]
    public Task r12_a_command_says_which_version_it_saw() => specimen.Refuses(People.Officer, HttpMethod.Post, "/opinions", Suggestion, 428, "if-match-missing");

    [Theory]
    [InlineData("7")]
    [InlineData("W/\"7\"")]
    [InlineData("*")]
    [InlineData("\"seven\"")]
    [InlineData("\"\"")]
    [InlineData("\"")]
    [InlineData("\"-1\"")]
    [InlineData("\"+1\"")]
    [InlineData("\" 7\"")]
    [InlineData("\"7\", \"8\"")]
    [InlineData("\"7.0\"")]
    [InlineData("\"99999999999999999999\"")]
    public async Task r12_a_version_is_one_number_in_quotes(string header) =>
        (await specimen.Refuses(People.Officer, HttpMethod.Post, "/opinions", Suggestion, 400, "malformed-if-match", ("If-Match", header))).IsProblem(400, "malformed-if-match", null, "If-Match");

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public async Task r12_another_version_than_the_newest_is_stale(long off)
    {
        var answer = await specimen.Refuses(People.Officer, HttpMethod.Post, "/opinions", Suggestion, 412, "stale-version", Client.IfMatch(specimen.Product.Version + off));

        answer.IsProblem(412, "stale-version", "R12").Json.Text("detail").Should().Contain($"{specimen.Product.Version}");
    }

    public static TheoryData<Deed> Commands => [.. Grants.All.Where(g => g is { Command: not null, Reach: Reach.Product } && g.Deed != Deed.CheckDeadline).Select(g => g.Deed)];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task r12_no_command_is_decided_on_what_is_stale(Deed deed)
    {
        var about = new MatrixSubjects(_ => specimen.Opinion, specimen.Opinion, _ => specimen.Condition, Guid.NewGuid(), specimen.Deadline, Guid.NewGuid());
        var command = MatrixCases.Command(Matrix.Lines(PolicyReader.Default).First(l => l.Grant.Deed == deed), about, specimen.Bank.Clock.GetUtcNow())!;
        var (method, body) = command is ReviseSection revision ? (HttpMethod.Put, revision.Content.Text) : (HttpMethod.Post, (object)command);

        await specimen.Refuses(People.Officer, method, $"/{Addresses.Of(command)}", body, 412, "stale-version", Client.IfMatch(specimen.Product.Version - 1));
    }

    [Fact]
    public async Task r12_of_ten_at_once_one_is_recorded_and_nine_are_stale()
    {
        var product = await HttpJourney.At(specimen.Bank, Stage.PreliminaryReview);

        var answers = await Task.WhenAll(Enumerable.Range(1, 10).Select(_ => product.Try(People.Officer, Sample.Opinion(OpinionKind.Suggestion, Section.Pricing))));

        answers.Count(a => a.Status == 200).Should().Be(1);
        foreach (var stale in answers.Where(a => a.Status != 200)) stale.IsProblem(412, "stale-version", "R12");
        (await product.Look()).Items("opinions").Should().ContainSingle();
    }

    [Fact]
    public async Task every_answer_carries_the_version_for_the_next_command()
    {
        var product = await HttpJourney.At(specimen.Bank, Stage.InternalDeclaration);
        var seen = await specimen.Bank.Get(People.Designer, product.Path);
        seen.Version.Should().Be(product.Version);

        var answer = (await product.Try(People.TeamMate, new SubmitStage(), seen.Version)).Is(200);

        answer.Version.Should().BeGreaterThan(seen.Version);
        answer.Json.GetProperty("version").GetInt64().Should().Be(answer.Version);
        (await specimen.Bank.Get(People.Designer, product.Path)).Version.Should().Be(answer.Version);
    }

    [Fact]
    public async Task writing_a_section_as_it_is_records_nothing()
    {
        var product = await HttpJourney.At(specimen.Bank, Stage.InternalDeclaration);
        var before = await Trace.Of(specimen.Bank, product.Id);

        (await product.Do(People.TeamMate, Sample.Revise(Section.Pricing))).Texts("events").Should().BeEmpty();

        (await Trace.Of(specimen.Bank, product.Id)).Should().Be(before);
    }
}
