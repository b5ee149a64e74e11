using System.Collections.Concurrent;
using System.Diagnostics;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>The same cells for people: every page and every form, each with the session of a browser.</summary>
public sealed partial class MatrixTests
{
    [Fact]
    public async Task the_pages_answer_every_cell_as_the_matrix_says()
    {
        var (clock, cells, wrong, lines) = (Stopwatch.StartNew(), 0, new ConcurrentBag<string>(), PagedLines().ToList());
        var columns = Matrix.Columns.Where(c => c.Relation is Relation.Anonymous or Relation.Role or Relation.OtherTeam);
        await Parallel.ForEachAsync(columns, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (column, _) =>
        {
            using var person = await MatrixVisitor.Of(bank.Bank, MatrixCases.Person(lines[0], column));
            foreach (var line in lines)
                foreach (var request in Pages(line))
                {
                    var (answer, expected) = (await person.Send(request), Expected(line, column, request));
                    if (!Says(answer, expected)) wrong.Add($"{line.Grant.Deed} {line.On} {column.Name} {request.Method} {request.Path}: {answer.Status} {answer.Headers.Location}, not {expected}");
                    Interlocked.Increment(ref cells);
                }
        });

        output.WriteLine($"{cells} cells in {clock.Elapsed.TotalSeconds:0.0} s.");
        wrong.Should().BeEmpty();
        cells.Should().BeGreaterThan(900);
        var tried = lines.SelectMany(l => Pages(l).Select(p => (Name(p.Method, p.Path), l.Grant.Deed))).ToHashSet();
        Routes().Where(r => r.IsPage).Select(r => (r.Name, r.Grant!.Deed)).Should().BeSubsetOf(tried, "every page is tried, and under the line on which it stands");
    }

    /// <summary>Of lines that differ only in the section or the office the first and the last: programs try them all, and behind a form is the same door.</summary>
    private static IEnumerable<MatrixLine> PagedLines() => Matrix.Lines(PolicyReader.Default).GroupBy(l => l.Grant.Deed).SelectMany(g => new[] { g.First(), g.Last() }.Distinct());

    /// <summary>The page on which one declares asks for no team yet; and what an open page asks by itself is told, and not led to the sign-in.</summary>
    private static string Expected(MatrixLine line, MatrixColumn column, MatrixRequest request) => Matrix.Cell(line, column) switch
    {
        "not-your-team" when request.Method == HttpMethod.Get => Matrix.Yes,
        "unauthenticated" when request.Path == "/pulse" => "signed out",
        var cell => cell,
    };

    private static bool Says(Answer answer, string cell) => cell switch
    {
        "signed out" => answer.Status == 401,
        "unauthenticated" => answer is { Status: 302, Headers.Location: { } place } && place.ToString().StartsWith("/sign-in", StringComparison.Ordinal),
        "unknown-product" or "unknown-delegation" => answer.Status == 404 && answer.Text.Contains(cell, StringComparison.Ordinal),
        // Said in words on the page with the form, as is everything that is no matter of roles.
        "condition-owner" => answer.Status == 409,
        Matrix.Yes => (answer.Status == 302 && !answer.Headers.Location!.ToString().StartsWith("/sign-in", StringComparison.Ordinal)) || answer.Status is < 302 or 303 or 400 or 409 or 422 || (answer.Status == 404 && ((string[])["unknown-notice", "unknown-webhook", "unknown-dead-letter", "unknown-opinion"]).Any(answer.Text.Contains)),
        _ => answer.Status == 403,
    };

    private IEnumerable<MatrixRequest> Pages(MatrixLine line)
    {
        var (product, now) = (bank.ProductFor(line), bank.Bank.Clock.GetUtcNow());
        var page = $"/products/{product.Id}";
        if (line.Grant.Deed == Deed.ReviseDossier) return [Page($"{page}/dossier/{line.On}/edit"), Form($"{page}/dossier/{line.On}/edit", product.Version, "{}")];
        if (line.Grant.Deed is Deed.MigratePolicy or Deed.MigrateCalendar) return []; // for programs alone
        if (MatrixCases.Command(line, bank.Subjects, now) is { } command) return [Form($"{page}/{Addresses.Of(command)}", product.Version, command)];
        return line.Grant.Deed switch
        {
            Deed.DeclareProduct => [Page("/products/new"), Form("/products/new", 0, Sample.Declaration with { Category = "no such category" })],
            Deed.ListProducts => [Page("/products"), Page("/products.csv"), Page("/objections"), Page($"/objections/{Guid.NewGuid()}")],
            Deed.ReadProduct => [.. ((string[])["", "/decision", "/filing", "/evaluation", "/launch", "/monitoring", "/dossier", "/dossier/Pricing", "/compare?from=1&to=2", "/audit", "/delegations", "/steps/1"]).Select(p => Page(page + p))],
            Deed.DelegateEverywhere => [Form("/delegations", 0, new DelegateAuthority("somebody", line.Office!.Value, now.AddDays(-1), "Away."))],
            Deed.RevokeEverywhere => [Form($"/delegations/{bank.StandingDelegation}/revocation", 0, new RevokeDelegation("Back."))],
            Deed.ListDelegations => [Page("/delegations")],
            Deed.ReadQueue => [Page("/"), Page("/start"), Page("/pulse")],
            Deed.ReadInbox => [Page("/inbox"), Form("/inbox/read", 0, new { notice = Guid.NewGuid() })],
            Deed.ReadReports => [Page("/insights")],
            Deed.ReadAccessRecords => [Page("/audit"), Page("/audit/access")],
            Deed.ReadSettings => [Page("/notifications/settings")],
            Deed.ChangeSettings => [Form("/notifications/settings", 0, new { mail = "" })],
            Deed.ReadDeadLetters => [Page("/administration")],
            Deed.ReplayDeadLetters => [Form("/administration/dead-letters/replay", 0, "{}"), Form($"/administration/dead-letters/{Guid.NewGuid()}/replay", 0, "{}")],
            Deed.ManageWebhooks => WebhookForms(),
            _ => [],
        };
    }

    private static IEnumerable<MatrixRequest> WebhookForms()
    {
        var (impossible, unknown) = (new { url = "http://10.0.0.1/" }, $"/administration/webhooks/{Guid.NewGuid()}");
        return [Form("/administration/webhooks", 0, impossible), Form(unknown, 0, impossible), Form($"{unknown}/rotation", 0, "{}"), Form($"{unknown}/removal", 0, "{}")];
    }

    private static MatrixRequest Page(string path) => new(HttpMethod.Get, path, []);

    /// <summary>As a preview, where the form knows one.</summary>
    private static MatrixRequest Form(string path, long version, object said) =>
        new(HttpMethod.Post, path, [.. MatrixRequest.FieldsOf(said), ("form", "any"), ("version", $"{version}"), ("preview", "true"), ("key", Guid.NewGuid().ToString())]);
}
