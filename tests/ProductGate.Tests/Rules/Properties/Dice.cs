namespace ProductGate.Tests.Rules.Properties;

/// <summary>Random choices that follow from a seed alone (SplitMix64): the same seed throws the same numbers on every machine.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong state = seed;

    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    public int Below(int limit) => (int)(Next() % (ulong)limit);

    public bool Chance(int percent) => Below(100) < percent;

    public T Pick<T>(params IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    public T? PickOrNone<T>(IEnumerable<T> choices)
        where T : class => choices.ToList() is { Count: > 0 } list ? Pick(list) : null;

    public T PickOf<T>()
        where T : struct, Enum => Pick(Enum.GetValues<T>());
}
