using System.Collections.Immutable;
using ProductGate.Domain;
using ProductGate.Service.Products;

namespace ProductGate.Service.SignOffs;

/// <summary>A signature that somebody is about to give: what it is for, what it would say, and what the rules say to it.</summary>
/// <param name="View">Exactly what would be signed.</param>
/// <param name="Given">The signature as it would be recorded; null where no decision but to step aside is open to the person.</param>
/// <param name="Open">What may be decided now.</param>
/// <param name="Shut">What the office may decide, but not now, and why.</param>
public sealed record DecisionLook(ProductLook Look, Stage Stage, Role Office, SignedView View, SignOffGiven? Given, SignOffDecision[] Open, ImmutableArray<(SignOffDecision Decision, Refusal Why)> Shut)
{
    /// <summary>What the signature covers and the person has not opened as it is now.</summary>
    public Section[] Unread => [.. Look.Situation.Unread(View.Sections.Select(s => s.Section))];

    public Stage[] BackTo => Look.Policy.Of(Stage).SendBackTo;

    /// <summary>Null where the stage asks the office for nothing.</summary>
    internal static DecisionLook? Of(ProductLook look, Stage stage, Role office)
    {
        if (Domain.SignOffs.AskedFor(look.Product, look.Policy, stage).FirstOrDefault(a => a.Office == office) is not { } asked) return null;
        var tried = asked.Decisions.Select(d => (Decision: d, Answer: Decisions.Try(look, stage, office, d))).ToList();
        return new(
            look, stage, office, SignedView.Of(look.Product, stage, office, asked.Sections.Order()), tried.SelectMany(t => t.Answer.Facts).OfType<SignOffGiven>().FirstOrDefault(),
            [.. tried.Where(t => t.Answer.Refusal is null).Select(t => t.Decision)], [.. tried.Where(t => t.Answer.Refusal is not null).Select(t => (t.Decision, t.Answer.Refusal!))]);
    }
}
