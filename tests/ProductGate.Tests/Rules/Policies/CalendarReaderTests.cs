using System.Text.Json.Nodes;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>A calendar is a document with an id and a version; a policy contains it, or names it.</summary>
public sealed class CalendarReaderTests
{
    private const string Tiny = """{"id":"tiny","version":1,"utcOffset":"08:00:00","workingDays":["Monday"],"holidays":["2026-01-05"],"makeUpDays":["2026-01-10"],"until":"2026-12-31"}""";

    private static JsonNode Named(string id, int version) => new JsonObject { ["id"] = id, ["version"] = version };

    [Fact]
    public void a_policy_may_name_its_calendar()
    {
        var policy = Sample.Policy(p => p["calendar"] = Named("china", 2));

        policy.Calendar.Name.Should().Be("china.2");
        policy.Calendar.Ref.Should().Be(CalendarReader.Shipped.Single(c => c.Name == "china.2").Ref);
        policy.Chosen.Should().BeNull("it is the policy's own");
    }

    [Fact]
    public void a_policy_that_contains_its_calendar_reads_as_ever() =>
        PolicyReader.Default.Hash.Should().Be(CanonicalJson.Parse(Sample.PolicyDocument().ToJsonString()).Hash, "products are pinned to it");

    [Fact]
    public void the_plain_week_is_the_same_on_its_own_and_in_the_shipped_policy() =>
        PolicyReader.Default.Calendar.Ref.Should().Be(CalendarReader.Shipped.Single(c => c.Name == "monday-to-friday.1").Ref);

    [Fact]
    public void a_named_calendar_that_is_edited_makes_another_policy()
    {
        var document = Sample.PolicyDocument();
        document["calendar"] = Named("tiny", 1);
        var edited = Tiny.Replace("2026-01-05", "2026-01-12");

        var hashes = new[] { Tiny, edited }.Select(c => PolicyReader.Read(document.ToJsonString(), [CalendarReader.Read(c)]).Hash);

        hashes.Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData("china", 9, "*no calendar 'china' of version 9*")]
    [InlineData("mars", 1, "*no calendar 'mars'*")]
    public void a_calendar_that_is_not_there_is_a_fault(string id, int version, string message) =>
        FluentActions.Invoking(() => Sample.Policy(p => p["calendar"] = Named(id, version))).Should().Throw<InvalidPolicyException>().WithMessage(message);

    [Theory]
    [InlineData("\"2026-01-10\"", "\"2026-01-05\"", "*2026-01-05 twice*")]
    [InlineData("\"2026-01-10\"", "\"2027-01-09\"", "*after the last*")]
    [InlineData("\"Monday\"", "", "*a working day*")]
    [InlineData("08:00:00", "15:00:00", "*at most 14 hours*")]
    [InlineData("\"version\":1", "\"version\":0", "*version of 1*")]
    [InlineData("\"until\"", "\"til\"", "*til*")]
    public void a_document_that_contradicts_itself_is_refused(string part, string instead, string message) =>
        FluentActions.Invoking(() => CalendarReader.Read(Tiny.Replace(part, instead))).Should().Throw<InvalidPolicyException>().WithMessage(message);
}
