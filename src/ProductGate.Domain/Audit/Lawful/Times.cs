namespace ProductGate.Domain;

/// <summary>Whether the times of a fact can be those of a server (R13): when it was decided, when it was recorded, and when what stands beside it was.</summary>
internal static class Times
{
    /// <summary>How far the clocks of nodes and of the database may lie apart.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(10);

    /// <summary>What is wrong; null where nothing is.</summary>
    /// <param name="until">Of the checkpoint that it is under.</param>
    public static string? Fault(Recorded fact, Recorded? before, DateTimeOffset until)
    {
        if (fact.At is not { } own || LogTime.Read(fact.Leaf.At) is not { } recorded) return "it does not say when it happened.";
        if ((recorded - own).Duration() > Tolerance) return $"it says that it happened at {LogTime.Write(own)}, and was recorded at {fact.Leaf.At}.";
        if (before is not null && LogTime.Read(before.Leaf.At) - recorded > Tolerance) return $"it was recorded at {fact.Leaf.At}, and the fact before it at {before.Leaf.At}.";
        return recorded - until > Tolerance ? $"it was recorded at {fact.Leaf.At}, and the checkpoint over it is of {LogTime.Write(until)}." : null;
    }
}
