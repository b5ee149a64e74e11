namespace ProductGate.Tests.Support;

/// <summary>Tests that take every core, or kill processes: they run one after the other when nothing else runs, so that no other test starves.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone";
}
