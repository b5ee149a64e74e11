using System.Collections.Immutable;

namespace ProductGate.Domain;

public sealed record StageSubmitted(Stage Stage, int Round, int Revision, string By, DateTimeOffset At) : IFact;

public sealed record StageCompleted(Stage Stage, int Round, int Revision) : IFact;

public sealed record StageEntered(Stage Stage, int Round, DateTimeOffset At) : IFact;

public sealed record StageSentBack(Stage From, Stage To, int Round, Role Office, string Reason, string By, DateTimeOffset At) : IFact;

internal static class StageFold
{
    public static Product On(this Product p, StageSubmitted _) => p with { Submitted = true, Returned = false };

    public static Product On(this Product p, StageEntered f) => p with { Stage = f.Stage, Submitted = false, Returned = false };

    /// <remarks>Questions asked at the reopened stage or later are asked anew when the product comes forward again.</remarks>
    public static Product On(this Product p, StageSentBack f) => p with
    {
        Stage = f.To,
        Submitted = false,
        Returned = true,
        Requests = [.. p.Requests.Where(r => r.Stage < f.To)],
    };
}
