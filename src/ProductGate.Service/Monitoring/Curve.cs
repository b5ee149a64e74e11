using System.Globalization;
using ProductGate.Domain;

namespace ProductGate.Service.Monitoring;

/// <summary>Where the figures of an indicator stand in a drawing of <see cref="Width"/> by <see cref="Height"/>.</summary>
public sealed class Curve
{
    public const int Width = 340;
    public const int Height = 150;
    private const int Left = 44, Right = 12, Top = 14, Bottom = 26;
    private readonly decimal low, high;
    private readonly int first, last;

    /// <param name="figures">At least one, in the order of their periods.</param>
    public Curve(Indicator indicator, IReadOnlyList<IndicatorReported> figures)
    {
        var values = figures.Select(f => f.Value.Value).Append(indicator.Limit.Value).ToList();
        (low, high) = (Math.Min(0, values.Min()), values.Max());
        if (high == low) high = low + 1;
        (first, last) = (figures[0].PeriodEnd.DayNumber, figures[^1].PeriodEnd.DayNumber);
        Limit = Y(indicator.Limit.Value);
        Points = [.. figures.Select(f => (X(f.PeriodEnd), Y(f.Value.Value), indicator.IsBreachedBy(f.Value)))];
    }

    public string Limit { get; }

    public (string X, string Y, bool IsPast)[] Points { get; }

    public string Line => string.Join(' ', Points.Select(p => $"{p.X},{p.Y}"));

    private string X(DateOnly day) => Said(last == first ? (Left + Width - Right) / 2m : Left + ((Width - Left - Right) * (decimal)(day.DayNumber - first) / (last - first)));

    private string Y(decimal value) => Said(Height - Bottom - ((Height - Top - Bottom) * (value - low) / (high - low)));

    private static string Said(decimal at) => at.ToString("0.#", CultureInfo.InvariantCulture);
}
