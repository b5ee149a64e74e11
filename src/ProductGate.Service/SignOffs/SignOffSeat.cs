using ProductGate.Domain;
using ProductGate.Service.Products;

namespace ProductGate.Service.SignOffs;

/// <summary>What one office was asked to sign at one stage of the running round, and what came of it.</summary>
/// <param name="Lost">Signatures that no longer stand, each with the fact that says why.</param>
/// <param name="Against">Decisions that were no approval.</param>
/// <param name="AskedAt">Null where it is not being asked.</param>
public sealed record SignOffSeat(Stage Stage, SignOffPolicy Asked, SignOff[] Valid, SignOffInvalidated[] Lost, SignOff[] Against, DateTimeOffset? AskedAt, Deadline? Deadline)
{
    public bool IsComplete => Valid.Select(v => v.By).Distinct().Count() >= Asked.Quorum;

    internal static SignOffSeat[] Of(ProductLook look) =>
        [.. look.Policy.Stages.SelectMany(s => Domain.SignOffs.AskedFor(look.Product, look.Policy, s.Stage).Select(asked => Of(look, s.Stage, asked)))];

    private static SignOffSeat Of(ProductLook look, Stage stage, SignOffPolicy asked)
    {
        var p = look.Product;
        SignOff[] valid = [.. p.ValidFor(stage, asked.Office)];
        var lost = look.Trail.Select(h => h.Fact).OfType<SignOffInvalidated>().Where(f => f.Stage == stage && f.Round == p.Round && f.Office == asked.Office && valid.All(v => v.By != f.SignedBy));
        return new(
            stage, asked, valid, [.. lost.GroupBy(f => f.SignedBy).Select(g => g.Last())],
            [.. p.SignOffs.Where(s => s.Stage == stage && s.Round == p.Round && s.Office == asked.Office && !s.Approves)],
            p.Requests.FirstOrDefault(r => r.Stage == stage && r.Office == asked.Office)?.At, p.DeadlineOf(Asks.SignOffKey(p.Round, stage, asked.Office)));
    }
}
