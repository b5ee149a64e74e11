using ProductGate.Domain;

namespace ProductGate.Service.Insights;

/// <summary>What the figures say: each chart is titled with its finding.</summary>
internal static class Charts
{
    public static Chart Funnel(Figures figures)
    {
        var rows = figures.Funnel;
        var (declared, last) = (rows[0].Reached, rows[^1].Reached);
        var crowd = rows.MaxBy(r => r.There)!;
        return new("funnel",
            crowd.There == 0 ? (Phrase)$"{last} of {declared} products reached {Words.Of(rows[^1].Stage)}" : (Phrase)$"Most products are now in {Words.Of(crowd.Stage)}: {crowd.There} of {declared}",
            "Of the products declared in these days: how many reached each stage, and how many are in it now.",
            [new("reached", "f1"), new("there now", "f0")], [.. rows.Select(r => new ChartRow(Name(r.Stage), [r.Reached, r.There]))]);
    }

    public static Chart CycleTimes(Figures figures)
    {
        var rows = figures.CycleTimes;
        var slowest = rows.MaxBy(r => r.MedianDays ?? -1)!;
        return new("cycle-times",
            slowest.MedianDays switch
            {
                null => "No stage was left yet",
                0 => "The usual stay in a stage ends on the day it began",
                var days => (Phrase)$"{Words.Capital(Words.Of(slowest.Stage))} takes longest: {days} working days (median)",
            },
            "Working days of the bank in each stage, of the stays that ended in these days: half took no longer than the median, nine of ten no longer than the second bar.",
            [new("median", "f0"), new("nine of ten", "f1")], [.. rows.Select(r => new ChartRow(Name(r.Stage), [r.MedianDays, r.P90Days, r.Passages]))]) { Further = [new("stays", "")] };
    }

    public static Chart Opinions(Figures figures)
    {
        var rows = figures.Opinions;
        var (raised, adopted) = (rows.Sum(r => r.Raised), rows.Sum(r => r.Adopted));
        return new("opinions",
            raised == 0 ? "No opinion was raised" : (Phrase)$"{adopted} of {raised} opinions were adopted",
            "Opinions raised in these days: adopted means that the office has verified the change; not adopted also counts risks that the committee accepted.",
            [new("adopted", "f0"), new("not adopted", "f2"), new("withdrawn", "f3"), new("open", "f1")],
            [.. rows.Select(r => new ChartRow(Words.Capital(Words.Of(r.Kind)), [r.Adopted, r.NotAdopted, r.Withdrawn, r.Open, r.Raised]))]) { Stacked = true, Further = [new("raised", "")] };
    }

    public static Chart Overdue(Figures figures)
    {
        var rows = figures.Overdue;
        var worst = rows.OrderByDescending(r => r.StillOpen).ThenByDescending(r => r.Missed).FirstOrDefault();
        return new("overdue",
            worst is null ? "No deadline was missed" : worst.StillOpen > 0 ? (Phrase)$"{Words.Capital(Words.Of(worst.Office))}: {worst.StillOpen} overdue matters still wait" : "Nothing overdue waits any more",
            "Deadlines that fell in these days and were missed, by the office that owed the work; and how many of them still wait.",
            [new("still waiting", "f2"), new("missed", "f1")], [.. rows.Select(r => new ChartRow(Words.Capital(Words.Of(r.Office)), [r.StillOpen, r.Missed]))]);
    }

    private static Phrase Name(Stage stage) => Words.Capital(Words.Of(stage));
}
