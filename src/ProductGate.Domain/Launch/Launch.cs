namespace ProductGate.Domain;

/// <summary>What consumers can buy: the launched revision, with the indicators and limits fixed before launch.</summary>
public sealed record LaunchState(int Round, int Revision, string[] Channels, Indicator[] Indicators, SectionState[] Sections, RiskGrade? RiskGrade, DateTimeOffset At);

public sealed record ProductLaunched(int Round, int Revision, string[] Channels, string By, DateTimeOffset At) : IFact;

internal static class LaunchFold
{
    public static Product On(this Product p, ProductLaunched f) => p with
    {
        RoundOpen = false,
        MarketState = p.MarketState == MarketState.NotLaunched ? MarketState.Live : p.MarketState,
        Launched = new LaunchState(f.Round, f.Revision, f.Channels, [.. p.Indicators], [.. p.Sections], p.RiskGrade, f.At),
        Conditions = [.. p.Conditions.Select(c => c is { IsOpen: true, Due: null, DaysAfterLaunch: { } days } ? c with { Due = f.At.AddDays(days) } : c)],
    };
}
