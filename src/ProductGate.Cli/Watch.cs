using System.CommandLine;
using ProductGate.Domain;

namespace ProductGate.Cli;

/// <summary><c>gate audit watch</c>: keeps the log's checkpoints and sounds the alarm on a fork or a rollback.</summary>
internal static class Watch
{
    /// <summary>A service in trouble may give no proof for a while; one that never does hides something.</summary>
    private const int MostMissed = 3;

    public static Command Command()
    {
        var (url, keys, json) = (new Argument<string>("url") { Description = "The address of the service." }, Inputs.Keys, Inputs.Json);
        var store = new Option<DirectoryInfo>("--store") { Description = "The folder in which checkpoints are kept, one file each.", Required = true };
        var every = new Option<int>("--every") { Description = "Look again after so many seconds; once only where it is not given." };
        var command = new Command("watch", "Fetches the newest checkpoint and proves that it grew out of those kept before. Exit 0: it did, 1: fork, rollback or proofs withheld again and again, 2: nothing could be fetched.") { url, keys, store, every, json };
        command.SetAction((a, stop) => Repeat(a.GetValue(every), () => Verdicts.TryAsync(a.GetValue(json), () => Look(Address(a.GetValue(url)!), Inputs.Trust(a.GetValue(keys)!), new(a.GetValue(store)!), a.GetValue(json), stop)), stop));
        return command;
    }

    private static Uri Address(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme.StartsWith("http", StringComparison.Ordinal) ? address : throw new UnusableException($"'{url}' is not the address of a service.");

    /// <summary>Goes on until something is wrong; a service that is away for a while is no alarm.</summary>
    private static async Task<int> Repeat(int seconds, Func<Task<int>> look, CancellationToken stop)
    {
        while (true)
        {
            var code = await look();
            if (seconds <= 0 || code == Exit.Wrong) return code;
            await Task.Delay(TimeSpan.FromSeconds(seconds), stop);
        }
    }

    /// <summary>What was said is kept before it is asked for a proof: whoever gives none has still signed it.</summary>
    private static async Task<int> Look(Uri url, Trust trust, KeptLog kept, bool json, CancellationToken stop)
    {
        using var log = new RemoteLog(url);
        var note = await log.Checkpoint(stop);
        kept.Keep(note);
        try
        {
            var (verdict, newest) = await Succession.Check(kept, kept.Follow(trust, await log.Rotations(stop)), note, log, stop);
            if (verdict.Passed) kept.Prove();
            else kept.SoundAlarm(note);
            return Verdicts.Say(verdict, newest is null ? url.ToString() : $"{url}: {newest.Size} leaves, {newest.Products} products, grown out of {kept.Notes(KeptLog.Proven).Count(n => n != note)} checkpoints kept", json);
        }
        catch (Exception e) when (e is HttpRequestException or UnusableException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            var times = kept.Miss(e.Message);
            return times < MostMissed
                ? throw new UnusableException($"The log gave a checkpoint and no proof that it grew out of those kept ({times} times in a row, {MostMissed} are an alarm): {e.Message}")
                : Verdicts.Say(Verdict.Of(new Finding(Finding.Complete, $"WITHHELD: {times} times in a row the log gave a checkpoint and no proof that it grew out of those kept: {e.Message}")), url.ToString(), json);
        }
    }
}
