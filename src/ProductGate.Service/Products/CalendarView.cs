using ProductGate.Domain;

namespace ProductGate.Service.Products;

/// <summary>The calendar that counts the product's days.</summary>
/// <param name="Until">The last day that its holidays are known for; later days count as plain weekdays and weekends.</param>
public sealed record CalendarView(string Id, int Version, DateOnly? Until)
{
    public static CalendarView Of(Calendar calendar) => new(calendar.Id, calendar.Version, calendar.Until);
}
