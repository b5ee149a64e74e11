using ProductGate.Domain;

namespace ProductGate.Service.Products;

/// <summary>An opinion in the row of its product, for lists over all products.</summary>
/// <param name="Turn">Who has to do something about it; nobody where it is settled.</param>
public sealed record OpinionLine(Guid Id, int Number, OpinionKind Kind, Role Office, Section Section, string Subject, OpinionStatus Status, Role? Turn, DateTimeOffset At)
{
    public static IEnumerable<OpinionLine> Of(Product p, Policy? policy)
    {
        var asks = policy is null ? [] : Asks.Of(p, policy).Where(a => a.Kind != AskKind.RenewRisk).ToList();
        return p.Opinions.Select(o => new OpinionLine(o.Id, o.Number, o.Kind, o.Office, o.Section, o.Subject, o.Status, asks.FirstOrDefault(a => a.Subject == o.Id)?.By, o.At));
    }
}
