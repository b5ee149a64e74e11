using System.Text.Json.Nodes;
using ProductGate.Domain;
using ProductGate.Service.Deadlines;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>A bank whose own calendar ends in a month, and has the next ten days off.</summary>
public sealed class EndingCalendarBank : Bank
{
    private readonly string folder = Directory.CreateTempSubdirectory("productgate-calendars-").FullName;

    public EndingCalendarBank(Server server)
        : base(server)
    {
        var today = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);
        File.WriteAllText(Path.Combine(folder, "own.1.json"), new JsonObject
        {
            ["id"] = "own", ["version"] = 1, ["utcOffset"] = "08:00:00", ["workingDays"] = new JsonArray("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
            ["holidays"] = new JsonArray([.. Enumerable.Range(2, 10).Select(i => (JsonNode)$"{today.AddDays(i):yyyy-MM-dd}")]), ["makeUpDays"] = new JsonArray(), ["until"] = $"{today.AddDays(30):yyyy-MM-dd}",
        }.ToJsonString());
    }

    protected override (string Name, string Value)[] Settings => [("Calendars:Folder", folder), ("Calendars:InForce", "own")];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}

public sealed class CalendarMigrationTests(EndingCalendarBank bank) : IClassFixture<EndingCalendarBank>
{
    private static readonly string Officers = Timers.SignOff(Stage.PreliminaryReview, Role.ProtectionOffice);

    [Fact]
    public async Task r11_days_are_counted_by_the_chosen_calendar_until_a_migration_tells_every_old_and_new_date()
    {
        var product = await HttpJourney.HandedIn(bank, Stage.PreliminaryReview);
        var before = await product.Deadline(Officers);
        before.Text("calendar").Should().Be("own.1");
        (await product.Look()).GetProperty("calendar").Text("id").Should().Be("own");

        await product.Refuses(People.Administrator, new MigrateCalendar("own", 1, "Again."), 409, "same-calendar", "R11");
        await product.Refuses(People.Administrator, new MigrateCalendar("own", 2, "Further."), 422, "unknown-calendar-version");
        await product.Refuses(People.Administrator, new MigrateCalendar("own", 1, " "), 422, "invalid-value");
        await product.Do(People.Administrator, new MigrateCalendar("monday-to-friday", 1, "No days off."));

        var after = await product.Deadline(Officers);
        after.Text("calendar").Should().Be("monday-to-friday.1");
        after.GetProperty("due").GetDateTimeOffset().Should().BeBefore(before.GetProperty("due").GetDateTimeOffset());
        var told = (await product.Trail("?type=deadline-recalculated")).Select(e => e.GetProperty("data")).Where(d => d.Text("key") == Officers).Should().ContainSingle().Which;
        (told.GetProperty("from").GetDateTimeOffset(), told.GetProperty("to").GetDateTimeOffset()).Should().Be((before.GetProperty("due").GetDateTimeOffset(), after.GetProperty("due").GetDateTimeOffset()));
        (await product.Trail("?type=calendar-migrated")).Single().Text("sentence").Should().Be("Counts days by calendar monday-to-friday.1 instead of own.1: No days off.");
        (await bank.Scalar<long>($"select count(*) from gate.wolverine_incoming_envelopes where status = 'Scheduled' and execution_time < '{after.GetProperty("due").GetDateTimeOffset():O}'"))
            .Should().BeGreaterThanOrEqualTo(2, "an earlier date has a timer of its own");
    }

    [Fact]
    public async Task r11_the_command_moves_every_product_through_the_same_door_and_names_the_administrator()
    {
        var (running, over) = (await HttpJourney.HandedIn(bank, Stage.PreliminaryReview), await HttpJourney.Declared(bank));
        await over.Do(People.Designer, new WithdrawProduct("No market."));
        Environment.SetEnvironmentVariable("PRODUCTGATE_TOKEN", await bank.TokenOf(People.Administrator));
        var input = new RecalculateDeadlinesInput { CalendarFlag = "china", VersionFlag = 2, ReasonFlag = "The holidays are announced.", UrlFlag = bank.Line.BaseAddress!.ToString() };

        for (var i = 0; i < 2; i++) (await new RecalculateDeadlinesCommand().Execute(input)).Should().BeTrue("what is done already is no fault");
        (await new RecalculateDeadlinesCommand().Execute(new() { CalendarFlag = "mars", VersionFlag = 1, ReasonFlag = "x", UrlFlag = input.UrlFlag })).Should().BeFalse();

        await running.Refresh();
        (await running.Deadline(Officers)).Text("calendar").Should().Be("china.2");
        (await running.Trail("?type=calendar-migrated")).Should().ContainSingle().Which.GetProperty("actor").Text("id").Should().Be(People.Administrator.Id);
        (await over.Trail("?type=calendar-migrated")).Should().BeEmpty();
    }

    [Fact]
    public async Task a_calendar_that_ends_soon_is_told_by_the_health_of_the_service() => (await bank.Get(null, "/health/ready")).Is(200).Text.Should().Be("Degraded");
}
