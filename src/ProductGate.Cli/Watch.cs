using System.CommandLine;
using System.Globalization;
using ProductGate.Domain;

namespace ProductGate.Cli;

/// <summary><c>gate audit watch</c>: keeps the log's checkpoints and sounds the alarm on a fork or a rollback.</summary>
internal static class Watch
{
    public static Command Command()
    {
        var (url, keys, json) = (new Argument<string>("url") { Description = "The address of the service." }, Inputs.Keys, Inputs.Json);
        var store = new Option<DirectoryInfo>("--store") { Description = "The folder in which checkpoints are kept, one file each.", Required = true };
        var every = new Option<int>("--every") { Description = "Look again after so many seconds; once only where it is not given." };
        var command = new Command("watch", "Fetches the newest checkpoint and proves that it grew out of those kept before. Exit 0: it did, 1: fork or rollback, 2: nothing could be fetched.") { url, keys, store, every, json };
        command.SetAction((a, stop) => Repeat(a.GetValue(every), () => Verdicts.TryAsync(a.GetValue(json), () => Look(Address(a.GetValue(url)!), Inputs.Trust(a.GetValue(keys)!), a.GetValue(store)!, a.GetValue(json), stop)), stop));
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

    private static async Task<int> Look(Uri url, Trust trust, DirectoryInfo store, bool json, CancellationToken stop)
    {
        using var log = new RemoteLog(url);
        var rotated = trust.After(await log.Rotations(stop));
        var note = await log.Checkpoint(stop);
        var kept = Kept(store, rotated).ToList();
        if (rotated.Read(note) is not { } newest) return Verdicts.Say(Verdict.Of(new Finding(Finding.Unaltered, "The newest checkpoint is not signed by a key that you trust.")), url.ToString(), json);
        var verdict = await Succession.Check(kept, newest, log, stop);
        Keep(store, newest, note, verdict.Passed ? "" : ".alarm");
        return Verdicts.Say(verdict, $"{url}: {newest.Size} leaves, {newest.Products} products, grown out of {kept.Count} checkpoints kept", json);
    }

    private static IEnumerable<Checkpoint> Kept(DirectoryInfo store, Trust trust)
    {
        store.Create();
        foreach (var file in store.GetFiles("*.checkpoint").OrderBy(f => f.Name, StringComparer.Ordinal))
            yield return trust.Read(File.ReadAllText(file.FullName)) ?? throw new UnusableException($"{file.FullName} is not a checkpoint signed by a key that you trust.");
    }

    /// <summary>What raised the alarm is kept too: two signed checkpoints that contradict each other convict whoever signed them.</summary>
    private static void Keep(DirectoryInfo store, Checkpoint checkpoint, string note, string ending)
    {
        var (name, count) = (checkpoint.Size.ToString("D12", CultureInfo.InvariantCulture), 0);
        string file;
        do file = Path.Combine(store.FullName, $"{name}{(count++ == 0 ? "" : $"-{count}")}.checkpoint{ending}");
        while (File.Exists(file) && File.ReadAllText(file) != note);
        File.WriteAllText(file, note);
    }
}
