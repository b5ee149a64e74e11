using System.Diagnostics;

namespace ProductGate.Tests.Faults;

/// <summary>Waits for something to become true, never longer than it should take, and asks often rather than sleeping long.</summary>
internal static class Patience
{
    public static async Task Until(string what, int seconds, Func<Task<bool>> isSo)
    {
        var watch = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await isSo())
        {
            if (watch.Elapsed > TimeSpan.FromSeconds(seconds)) throw new TimeoutException($"Not within {seconds} seconds: {what}.");
            await timer.WaitForNextTickAsync();
        }
    }
}
