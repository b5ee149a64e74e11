using ProductGate.Tests.Golden;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>What auditors run: the commands of the real program.</summary>
public sealed class DutyCommandTests(ITestOutputHelper output) : IDisposable
{
    private readonly string people = Path.GetTempFileName();

    [Fact]
    public async Task a_bank_in_which_three_people_could_do_it_alone_fails_and_hears_who()
    {
        var rest = """["protection-office","protection-head","compliance","committee","testing","operations","complaints"]""";
        await File.WriteAllTextAsync(people, $$"""
            {"people":[{"id":"ann","roles":["product-team"],"teams":["cards"]},{"id":"ben","roles":{{rest}}},{"id":"cai","roles":{{rest}}},{"id":"dee","roles":["marketing"]}]}
            """, TestContext.Current.CancellationToken);

        var (exit, said) = await ServiceProcess.Command("prove-duties", "--people", people);
        output.WriteLine(said);

        exit.Should().Be(1, said);
        said.Should().Contain("FAILS: 3 people are enough, 4 are to be needed.");
        foreach (var name in (string[])["ann", "ben", "cai"]) said.Should().MatchRegex($"(?m)^    {name} ");
        said.Should().NotContain("    dee");
        (await ServiceProcess.Command("prove-duties", "--people", people, "--minimum", "3")).Should().Match<(int ExitCode, string Said)>(r => r.ExitCode == 0 && r.Said.Contains("Holds: 3 people are enough"));
    }

    [Fact]
    public async Task the_demo_bank_holds_under_the_shipped_policy()
    {
        var (exit, said) = await ServiceProcess.Command("prove-duties");
        output.WriteLine(said);

        exit.Should().Be(0, said);
        said.Should().Contain("A launch is to take 4 people or more.").And.Contain("Holds: ");
    }

    [Fact]
    public async Task the_matrix_that_is_printed_is_the_one_that_is_tested()
    {
        var (exit, said) = await ServiceProcess.Command("matrix", "--csv", "--out", people);

        exit.Should().Be(0, said);
        (await File.ReadAllTextAsync(people, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n").Trim().Should().Be((await File.ReadAllTextAsync(GoldenFile.PathOf("authority-matrix.csv"), TestContext.Current.CancellationToken)).ReplaceLineEndings("\n").Trim());
    }

    public void Dispose() => File.Delete(people);
}
