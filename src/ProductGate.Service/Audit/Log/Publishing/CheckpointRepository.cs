using System.ComponentModel;
using System.Diagnostics;

namespace ProductGate.Service.Audit;

/// <summary>Commits checkpoints to a clone of a git repository with the git program, and pushes them where a remote is named. For one node: two would race for the branch.</summary>
internal sealed partial class CheckpointRepository(LogOptions options, ILogger<CheckpointRepository> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>What went wrong; null where it is there, or no repository is configured.</summary>
    public async Task<string?> Commit(Seal seal, string note, CancellationToken stop)
    {
        if (options.Git is not { } clone) return null;
        try
        {
            string[] names = [CheckpointFolder.NameOf(seal), CheckpointFolder.NewestName];
            foreach (var name in names)
            {
                var file = Path.Combine(clone, name);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                await File.WriteAllTextAsync(file, note, stop);
            }
            await Git(clone, stop, ["add", "--", .. names]);
            // Nothing is staged where the process ended between a commit and the push.
            if (await Run(clone, stop, "diff", "--cached", "--quiet") != 0)
                await Git(clone, stop, "-c", "user.name=ProductGate", "-c", $"user.email=checkpoints@{options.Origin}", "commit", "--quiet", "-m", $"Checkpoint of {seal.Size} leaves");
            if (options.GitRemote is { } remote) await Git(clone, stop, "push", "--quiet", remote, "HEAD");
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Win32Exception or OperationCanceledException && !stop.IsCancellationRequested)
        {
            Failed(e);
            return "Checkpoints cannot be committed to the git repository for them, or not pushed (Audit:Git).";
        }
    }

    private static async Task Git(string clone, CancellationToken stop, params string[] arguments)
    {
        if (await Run(clone, stop, arguments) is not 0 and var code) throw new IOException($"git {arguments[0]} ended with {code}.");
    }

    private static async Task<int> Run(string clone, CancellationToken stop, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = clone };
        // Nobody is there to be asked for a password.
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        using var git = Process.Start(start)!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            await git.WaitForExitAsync(patience.Token);
            return git.ExitCode;
        }
        finally
        {
            if (!git.HasExited) git.Kill(entireProcessTree: true);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A checkpoint could not be committed or pushed; it is tried again.")]
    private partial void Failed(Exception e);
}
