using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Notifications;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>What is unread is counted from where all before was read; the count stays what the marks of single notices say.</summary>
public sealed class ReadMarkTests(Bank bank) : IClassFixture<Bank>
{
    private Actor reader = People.Designer;
    private string team = "cards";

    [Fact]
    public async Task unread_is_counted_from_the_first_gap()
    {
        var product = await Told(4);
        var notices = await Notices();
        (await Unread()).Should().Be(4);

        await Read(notices[1]);
        ((await Unread()), await Mark()).Should().Be((3, await Number(notices[0]) - 1), "the first is unread");
        await Read(notices[0]);
        ((await Unread()), await Mark()).Should().Be((2, await Number(notices[1])), "the second was read before");
        await Read(notices[3], notices[2]);
        ((await Unread()), await Mark()).Should().Be((0, await Number(notices[3])));
        (await Unread(People.TeamMate)).Should().Be(4, "a mark is one person's");

        await Raise(product);
        (await Unread()).Should().Be(1);
    }

    [Fact]
    public async Task a_notice_that_is_being_delivered_stays_unread()
    {
        (reader, team) = (People.OtherTeam, "loans");
        var product = await Told(1);
        await using var delivering = new NpgsqlConnection(bank.ConnectionString);
        await delivering.OpenAsync();
        await using var transaction = await delivering.BeginTransactionAsync();
        await using var insert = new NpgsqlCommand(
            $"with {ReadMarks.Delivering} insert into gate.notifications (id, cause, audience, product_id, product, version, template, urgency, text, at) select gen_random_uuid(), 'late', 'product-team:{team}', $1, 'Late', 1, 'late', 'Information', 'Late', now() from held",
            delivering, transaction) { Parameters = { new() { Value = product.Id } } };
        await insert.ExecuteNonQueryAsync();
        await Raise(product);
        foreach (var notice in await Notices()) await Read(notice);
        (await Unread()).Should().Be(0, "what is not delivered yet is nobody's");

        await transaction.CommitAsync();

        (await Unread()).Should().Be(1, "it has a lower number than what was read");
        foreach (var notice in await Notices()) await Read(notice);
        (await Unread()).Should().Be(0);
        (await Mark()).Should().Be(await bank.Scalar<long>($"select max(number) from gate.notifications where audience = 'product-team:{team}'"));
    }

    /// <summary>A product of the team with so many opinions, of which the team is told.</summary>
    private async Task<HttpJourney> Told(int opinions)
    {
        var product = await HttpJourney.Declared(bank, by: reader, team: team);
        for (var i = 0; i < opinions; i++) await Raise(product);
        return product;
    }

    private async Task Raise(HttpJourney product)
    {
        await product.Raise(People.Officer, OpinionKind.Suggestion);
        await bank.NoticesAreDelivered(product.Id);
    }

    /// <summary>What the person has not read, the oldest first.</summary>
    private async Task<string[]> Notices() => (await bank.Scalar<string>(
        $"select coalesce(string_agg(id::text, ' ' order by number), '') from gate.notifications n where audience = 'product-team:{team}' and not exists (select from gate.notification_reads r where r.notification_id = n.id and r.person = '{reader.Id}')"))
        .Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private async Task Read(params string[] notices)
    {
        foreach (var notice in notices) (await bank.Post(reader, $"/api/inbox/{notice}/read", null)).Is(204);
    }

    private async Task<int> Unread(Actor? by = null) => int.Parse((await bank.Get(by ?? reader, "/pulse")).Is(200).Json.Text("seen")!.Split('/')[1], System.Globalization.CultureInfo.InvariantCulture);

    private Task<long> Mark() => bank.Scalar<long>($"select number from gate.notification_marks where person = '{reader.Id}' and audience = 'product-team:{team}'");

    private Task<long> Number(string notice) => bank.Scalar<long>($"select number from gate.notifications where id = '{notice}'");
}
