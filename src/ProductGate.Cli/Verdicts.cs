using System.Text.Json;
using ProductGate.Domain;

namespace ProductGate.Cli;

/// <summary>Says a verdict, for people or for programs.</summary>
internal static class Verdicts
{
    public static int Say(Verdict verdict, string what, bool json)
    {
        if (json) Console.WriteLine(JsonSerializer.Serialize(new { verdict.Passed, what, verdict.Findings, verdict.Notes }, Domain.Json.Options));
        else SayInWords(verdict, what);
        return verdict.Passed ? Exit.Proven : Exit.Wrong;
    }

    /// <summary>Does it, or says why nothing was verified.</summary>
    public static int Try(bool json, Func<int> verify) => TryAsync(json, () => Task.FromResult(verify())).GetAwaiter().GetResult();

    /// <summary>As <see cref="Try"/>, for what waits for others.</summary>
    public static async Task<int> TryAsync(bool json, Func<Task<int>> verify)
    {
        try
        {
            return await verify();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or UnusableException or UnreadableBundleException or HttpRequestException or TaskCanceledException)
        {
            if (json) Console.WriteLine(JsonSerializer.Serialize(new { passed = (bool?)null, error = e.Message }, Domain.Json.Options));
            else Console.Error.WriteLine($"Nothing was verified: {e.Message}");
            return Exit.Unusable;
        }
    }

    private static void SayInWords(Verdict verdict, string what)
    {
        foreach (var finding in verdict.Findings) Console.WriteLine(finding);
        foreach (var note in verdict.Notes) Console.WriteLine($"Note: {note}");
        Console.WriteLine(verdict.Passed ? $"PROVEN: {what}" : $"WRONG: {verdict.Findings.Length} found in {what}");
    }
}
