using System.Text.RegularExpressions;

namespace ProductGate.Benchmarks;

/// <summary>What the pages are to show: ten thousand products on which the protection office has an opinion each, and one with a long history.</summary>
internal static partial class FullBank
{
    public const int Products = 10_000;
    public const int Events = 200;
    public const int Opinions = 20;
    private const int Clients = 8;

    private static readonly (string Person, string Team)[] Teams =
        [("wang.min", "cards"), ("sun.hao", "loans"), ("qian.yi", "savings"), ("qian.yi", "wealth"), ("gao.jun", "business"), ("gao.jun", "payments")];

    /// <summary>Every third opinion is answered: then the office has to look at the answer, else the team has to give one.</summary>
    public static void Fill(int port)
    {
        var next = -1;
        var threads = Enumerable.Range(0, Clients).Select(_ => new Thread(() =>
        {
            using var connection = new Connection(port);
            for (var number = Interlocked.Increment(ref next); number < Products; number = Interlocked.Increment(ref next))
            {
                var (person, team) = Teams[number % Teams.Length];
                var (path, version) = connection.Declare($"Harbour product {number}", person, team);
                version = Raise(connection, path, version, number);
                if (number % 3 == 0) AnswerTheFirst(connection, path, version, person);
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
    }

    /// <summary>The address of the product's page.</summary>
    public static string LongStory(int port)
    {
        using var connection = new Connection(port);
        var (path, version) = connection.Declare("Harbour Card with a long story");
        for (var number = 0; number < Opinions; number++)
        {
            version = Raise(connection, path, version, number);
            if (number % 2 == 0) version = AnswerTheFirst(connection, path, version, "wang.min");
        }
        for (var round = 0; version < Events; round++)
            version = connection.Command("PUT", $"{path}/dossier/Pricing", "wang.min", version, $$"""{"fees":[{"name":"Late payment","type":"EVENT","amount":{"currency":"CNY","amount":"{{round}}.50"},"note":"Charged once a month at most."}],"note":"Fees in renminbi."}""");
        return path["/api".Length..];
    }

    private static long Raise(Connection connection, string path, long version, int number) =>
        connection.Command("POST", $"{path}/opinions", "li.wei", version, $$"""{"kind":"{{(number % 2 == 0 ? "RequiredChange" : "Objection")}}","section":"Pricing","subject":"Fee {{number}}","text":"The fee for late payment is charged more than once a month, and the customer is told of it only afterwards.","wantedChange":"Charge it once, and say so before the contract."}""");

    private static long AnswerTheFirst(Connection connection, string path, long version, string person) =>
        connection.Command("POST", $"{path}/opinions/{Opinion().Match(connection.Answer).Groups[1].Value}/answer", person, version, """{"answer":"Adopted","reason":"The fee will be charged once a month at most, and the table will say so."}""");

    [GeneratedRegex("\"kind\":\"AnswerOpinion\"[^}]*\"subject\":\"([^\"]+)\"")]
    private static partial Regex Opinion();
}
