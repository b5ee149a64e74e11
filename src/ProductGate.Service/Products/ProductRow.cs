using ProductGate.Domain;
using ProductGate.Service.Policies;

namespace ProductGate.Service.Products;

/// <summary>Somebody to whom a power over the product was lent sees it for as long.</summary>
public sealed record Loan(string To, DateTimeOffset Until);

/// <summary>The stored row behind <see cref="ProductListEntry"/>.</summary>
/// <param name="VisibleTo">The keys of <see cref="Visibility"/>, sorted: equal sets are equal rows.</param>
public sealed record ProductRow(
    Guid Id, string Name, string Category, string Team, string Stage, string Disposition, string MarketState, string? RiskGrade, string[] VisibleTo, Loan[] Loans, ProductListEntry Entry)
{
    /// <summary>Absent in rows that an older release wrote; setup writes them anew.</summary>
    public OpinionLine[] Opinions { get; init; } = [];

    public static ProductRow Of(Product p, PolicyShelf policies) => new(
        p.Id, p.Name, p.Category, p.Team, p.Stage.ToString(), p.Disposition.ToString(), p.MarketState.ToString(), p.RiskGrade?.ToString(),
        [.. Visibility.KeysOf(p, policies.For(p)).Order(StringComparer.Ordinal)], [.. p.Delegations.Where(d => !d.Revoked).Select(d => new Loan(d.To, d.Until))],
        new(p.Id, p.Name, p.Category, p.Team, p.Stage, p.Disposition, p.MarketState, p.RiskGrade, p.Round,
            p.Opinions.Count(o => o.Kind == OpinionKind.Objection && o.Status is not (OpinionStatus.Verified or OpinionStatus.Withdrawn or OpinionStatus.RiskAccepted)),
            p.Deadlines.Select(d => (DateTimeOffset?)d.Due).Min(), p.DeclaredAt)) { Opinions = [.. OpinionLine.Of(p, policies.For(p))] };

    public bool SaysTheSameAs(ProductRow other) => this == other with { VisibleTo = VisibleTo, Loans = Loans, Opinions = Opinions }
        && VisibleTo.SequenceEqual(other.VisibleTo) && Loans.SequenceEqual(other.Loans) && Opinions.SequenceEqual(other.Opinions);
}
