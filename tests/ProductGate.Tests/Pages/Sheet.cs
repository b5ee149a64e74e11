using System.Net;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Pages;

/// <summary>A form as somebody fills it in who may send it.</summary>
/// <param name="Page">On which it stands; below the product, as <paramref name="Action"/>.</param>
/// <param name="Stranger">Sees the product and may not send it.</param>
/// <param name="Wrong">A field that is left open in the invalid case.</param>
/// <param name="Typed">A field that takes any text; empty where there is none.</param>
internal sealed record Sheet(HttpJourney Product, string Name, string Page, string Action, Domain.Actor By, Domain.Actor Stranger, string Wrong, string Typed, params (string Name, string Value)[] Fields)
{
    public const string Hostile = "\"><script>alert(1)</script>{{7*7}}</textarea>'";

    private string Path => $"/products/{Product.Id}{Page}";

    /// <summary>Incomplete, too late, or sent by somebody else: nothing is recorded, and nothing typed is lost or run.</summary>
    public async Task IsRefusedWhereItIsWrong()
    {
        using var author = await Visitor.Of(Product.Bank, By);
        using var stranger = await Visitor.Of(Product.Bank, Stranger);
        var before = await Trace.Of(Product.Bank, Product.Id);

        var id = $"{Name}-{Wrong}".Replace('[', '-').Replace(']', '-').Replace('.', '-');
        Keeps(await Send(author, Product.Version, without: Wrong), 422).Should().Contain($"href=\"#{id}\"", Name).And.Contain($"id=\"{id}\"", Name);
        Keeps(await Send(author, Product.Version - 1), 412).Should().Contain("stale-version").And.Contain("This happened while you were reading:", "who overtook them, and with what");
        Keeps(await Send(stranger, Product.Version), 403);
        (await stranger.Get(Path)).Is(200).Text.Should().NotContain($"id=\"{Name}\"", "who may not is not asked");
        (await Trace.Of(Product.Bank, Product.Id)).Should().Be(before, Name);
    }

    /// <summary>The same form, complete and in time: it is recorded, and the page says so and shows what was typed.</summary>
    public async Task IsRecordedWhereItIsRight()
    {
        using var author = await Visitor.Of(Product.Bank, By);
        var answer = (await Send(author, Product.Version)).Is(303);
        var before = Product.Version;
        await Product.Refresh();
        Product.Version.Should().BeGreaterThan(before, Name);
        var page = (await author.Get(answer.Headers.Location!.ToString())).Is(200).Text;
        page.Should().Contain("Recorded.", Name).And.NotContain("<script>alert");
        WebUtility.HtmlDecode(page).Should().Contain(Hostile, Name);
    }

    private string Keeps(Answer answer, int status)
    {
        var page = answer.Is(status).Text;
        page.Should().NotContain("<script>alert").And.Contain("errsum", Name);
        if (Typed.Length > 0 && (status != 422 || Typed != Wrong)) WebUtility.HtmlDecode(page).Should().Contain(Hostile, Name);
        return page;
    }

    private Task<Answer> Send(Visitor visitor, long version, string? without = null) => visitor.Submit(
        Path, $"/products/{Product.Id}{Action}",
        [.. Fields.Select(f => f.Name == Typed ? (f.Name, Hostile) : f).Where(f => f.Name != without), ("form", Name), ("page", Path), ("version", $"{version}")]);
}
