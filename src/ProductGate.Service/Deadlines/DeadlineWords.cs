using ProductGate.Domain;

namespace ProductGate.Service.Deadlines;

/// <summary>What a deadline is about, in words.</summary>
internal static class DeadlineWords
{
    /// <param name="asks">What waited for whom at the same moment.</param>
    public static Phrase Of(Deadline deadline, IEnumerable<Ask> asks) => asks.FirstOrDefault(a => a.Key == deadline.Key) switch
    {
        null => Words.OfMatter(deadline.Key),
        { Kind: AskKind.SignOff } ask => $"Sign-off of {Words.Of(ask.By)} on {Words.Of(ask.Stage!.Value)}",
        var ask => ask.What,
    };
}
