using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Audit;

/// <summary>People ask by days of the bank; what is recorded has moments.</summary>
internal sealed record BankDays(Calendar Calendar)
{
    public DateTimeOffset StartOf(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), Calendar.UtcOffset).ToUniversalTime();

    /// <remarks>The database counts in microseconds.</remarks>
    public DateTimeOffset EndOf(DateOnly day) => StartOf(day.AddDays(1)).AddMicroseconds(-1);

    public Func<string, DateTimeOffset?> Start(IQueryCollection query) => name => query.Day(name) is { } day ? StartOf(day) : null;

    public Func<string, DateTimeOffset?> End(IQueryCollection query) => name => query.Day(name) is { } day ? EndOf(day) : null;
}
