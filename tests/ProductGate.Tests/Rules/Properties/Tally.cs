using ProductGate.Domain;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>How often what happened, so that a test that checks nothing is seen.</summary>
internal sealed class Tally
{
    public int Histories { get; private set; }
    public int Accepted { get; private set; }
    public int Refused { get; private set; }
    public int Settled { get; private set; }

    /// <summary>Histories that began before the launch and reached it.</summary>
    public int Launched { get; private set; }
    public int OnTheMarket { get; private set; }
    public int SecondLaunch { get; private set; }
    public SortedDictionary<string, int> Facts { get; } = new(FactNames.All.Values.ToDictionary(n => n, _ => 0), StringComparer.Ordinal);

    /// <summary>What a fact says, where one type stands for several things: kinds of review, decisions, capacities.</summary>
    public SortedDictionary<string, int> Kinds { get; } = new(Enum.GetNames<ReviewKind>().Concat(Enum.GetNames<Capacity>())
        .Concat(Enum.GetNames<SignOffDecision>().Except([nameof(SignOffDecision.Recuse)])).Concat(Enum.GetNames<ChangeEnd>()).Distinct().ToDictionary(n => n, _ => 0), StringComparer.Ordinal);
    public SortedDictionary<string, int> Refusals { get; } = new(StringComparer.Ordinal);

    public void Count(Decision answer)
    {
        foreach (var fact in answer.Facts)
        {
            Facts[FactNames.Of(fact)]++;
            foreach (var kind in KindsOf(fact)) Kinds[kind]++;
        }
        if (answer.Refusal is { } refusal)
        {
            Refused++;
            Refusals[refusal.Code] = Refusals.GetValueOrDefault(refusal.Code) + 1;
        }
        else if (answer.Facts.IsEmpty) Settled++;
        else Accepted++;
    }

    private static string[] KindsOf(IFact fact) => fact switch
    {
        ReviewOpened f => [$"{f.Kind}"],
        SignOffGiven f => [$"{f.Decision}", $"{f.Capacity}"],
        ChangeClosed f => [$"{f.End}"],
        _ => [],
    };

    public void Count(Ledger start, Ledger end)
    {
        Histories++;
        if (end.Launch is not null) OnTheMarket++;
        if (start.Launch is null && end.Launch is not null) Launched++;
        if (end.Launch is { Launched.Round: > 1 } && end.Launch != start.Launch) SecondLaunch++;
    }

    public void Add(Tally other)
    {
        (Histories, Accepted, Refused, Settled) = (Histories + other.Histories, Accepted + other.Accepted, Refused + other.Refused, Settled + other.Settled);
        (Launched, OnTheMarket, SecondLaunch) = (Launched + other.Launched, OnTheMarket + other.OnTheMarket, SecondLaunch + other.SecondLaunch);
        foreach (var (name, n) in other.Facts) Facts[name] += n;
        foreach (var (kind, n) in other.Kinds) Kinds[kind] += n;
        foreach (var (code, n) in other.Refusals) Refusals[code] = Refusals.GetValueOrDefault(code) + n;
    }

    public override string ToString() =>
        $"""
        {Histories} histories, {Accepted + Refused + Settled} commands: {Accepted} accepted, {Refused} refused, {Settled} with nothing to do.
        {Launched} reached their launch, {OnTheMarket} ended on the market, {SecondLaunch} launched a change.
        Facts: {string.Join(", ", Facts.Select(f => $"{f.Key} {f.Value}"))}.
        Kinds: {string.Join(", ", Kinds.Select(f => $"{f.Key} {f.Value}"))}.
        Refusals: {string.Join(", ", Refusals.Select(f => $"{f.Key} {f.Value}"))}.
        """;
}
