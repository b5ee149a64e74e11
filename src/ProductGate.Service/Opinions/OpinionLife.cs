using ProductGate.Domain;
using ProductGate.Service.Products;

namespace ProductGate.Service.Opinions;

/// <summary>One thing that was said about an opinion.</summary>
/// <param name="Did">What was done with it.</param>
/// <param name="Text">The reason, in the person's words.</param>
public sealed record Comment(Happening Happening, Phrase Did, Phrase Text, string? OnBehalfOf = null);

/// <summary>An opinion's life, from what happened to its product.</summary>
internal static class OpinionLife
{
    public static IEnumerable<Comment> Of(ProductLook look, Guid opinion) => look.Trail.Select(h => Of(h, opinion)).OfType<Comment>();

    private static Comment? Of(Happening h, Guid opinion) => h.Fact switch
    {
        OpinionRaised f when f.OpinionId == opinion => new(h, $"raised it on revision {f.Revision}", Phrase.Verbatim(f.Text)),
        OpinionAnswered f when f.OpinionId == opinion => new(h, $"answered on revision {f.Revision}: {Words.Of(f.Answer)}", Phrase.Verbatim(f.Reason)),
        OpinionVerified f when f.OpinionId == opinion => new(h, $"verified the change on revision {f.Revision}", Phrase.Verbatim(f.Note), f.OnBehalfOf),
        OpinionVerificationFailed f when f.OpinionId == opinion => new(h, $"did not find the change on revision {f.Revision}", Phrase.Verbatim(f.Reason), f.OnBehalfOf),
        OpinionWithdrawn f when f.OpinionId == opinion => new(h, "withdrew it", Phrase.Verbatim(f.Reason)),
        OpinionEscalated f when f.OpinionId == opinion => new(h, "took it to the committee", KnownReasons.Of(f.Reason)),
        OpinionUpheld f when f.OpinionId == opinion => new(h, "upheld it: it must be adopted", Phrase.Verbatim(f.Reason)),
        RiskAccepted f when f.OpinionId == opinion => new(h, $"accepted the risk until {f.Expires:yyyy-MM-dd}", Phrase.Verbatim(f.Reason)),
        _ => null,
    };
}
