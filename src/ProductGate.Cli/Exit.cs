namespace ProductGate.Cli;

/// <summary>What the program's exit code says.</summary>
internal static class Exit
{
    public const int Proven = 0;

    /// <summary>Something is wrong with what was verified.</summary>
    public const int Wrong = 1;

    /// <summary>Nothing was verified: a file, a key or an argument cannot be read or used.</summary>
    public const int Unusable = 2;
}
