using System.Text.Json;

namespace ProductGate.Service.Audit;

/// <summary>Rows that say what this service has never written.</summary>
internal static class Unreadable
{
    /// <exception cref="InvalidDataException">The row cannot be read, hence somebody else has changed it.</exception>
    public static T Unless<T>(string what, long number, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is JsonException or FormatException or OverflowException or InvalidOperationException or InvalidCastException or ArgumentException)
        {
            throw new InvalidDataException($"The {what} {number} in the database cannot be read any more: it was changed.", e);
        }
    }
}
