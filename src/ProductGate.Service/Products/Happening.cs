using JasperFx.Events;
using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Products;

/// <summary>One step in a product's life, and who took it.</summary>
public sealed record Happening(long Version, DateTimeOffset At, string By, string Name, IFact Fact)
{
    public Phrase Sentence => History.Sentence(Fact);

    /// <summary>Clocks and requests follow from what somebody did; they are not what happened.</summary>
    public bool IsByTheWay => Fact is DeadlineSet or DeadlineMet or DeadlineCancelled or SignOffRequested;

    internal static Happening Of(IEvent e) => new(e.Version, e.Timestamp, e.UserName ?? "", e.GetHeader(ActingSession.NameHeader)?.ToString() ?? e.UserName ?? "", (IFact)e.Data);
}
