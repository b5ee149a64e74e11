using ProductGate.Domain;
using ProductGate.Service.Door;
using Wolverine.Persistence.Durability;

namespace ProductGate.Service.Notifications;

/// <summary>What was given up, and another try of it.</summary>
internal static class GivenUp
{
    private sealed record Place(int Number);

    public static async Task<Page<DeadLetter>> DeadLetters(this HttpContext http, IMessageStore store)
    {
        http.May(Deed.ReadDeadLetters);
        var paging = Paging.Of(http.Request.Query);
        var page = paging.After<Place>()?.Number ?? 1;
        var found = await store.DeadLetters.QueryAsync(new() { PageNumber = page, PageSize = paging.Limit }, http.RequestAborted);
        var more = (long)page * paging.Limit < found.TotalCount;
        return new([.. found.Envelopes.Select(DeadLetter.Of)], more ? Paging.CursorTo(new Place(page + 1)) : null);
    }

    public static Task ReplayAll(this HttpContext http, IMessageStore store, CommandKey? key = null)
    {
        http.May(Deed.ReplayDeadLetters);
        // The library has its own connection; to mark a letter twice does no harm.
        return http.Once(key, _ => store.DeadLetters.ReplayAsync(new(), http.RequestAborted));
    }

    /// <exception cref="ProblemException">There is none of this id.</exception>
    public static Task Replay(this HttpContext http, IMessageStore store, Guid letter, CommandKey? key = null)
    {
        http.May(Deed.ReplayDeadLetters);
        return http.Once(key, async _ =>
        {
            if (await store.DeadLetters.DeadLetterEnvelopeByIdAsync(letter) is null) throw new ProblemException(new(404, "unknown-dead-letter", "There is no such dead letter."));
            await store.DeadLetters.ReplayAsync(new([letter]), http.RequestAborted);
        });
    }
}
