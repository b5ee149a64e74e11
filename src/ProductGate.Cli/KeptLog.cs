using System.Globalization;
using ProductGate.Domain;

namespace ProductGate.Cli;

/// <summary>The folder in which an auditor keeps what a log said of itself: whatever becomes of a checkpoint, it stays there.</summary>
internal sealed class KeptLog(DirectoryInfo folder)
{
    public const string Proven = ".checkpoint";

    /// <summary>Signed or not, and not proven to have grown out of the others yet.</summary>
    public const string Unproven = ".unproven";

    /// <summary>Two signed checkpoints that contradict each other convict whoever signed them.</summary>
    public const string Alarm = ".alarm";

    private const string Rotation = ".rotation";

    private string Withheld => Path.Combine(folder.FullName, "withheld");

    public List<string> Notes(string ending) => [.. Files(ending).Select(f => File.ReadAllText(f.FullName))];

    /// <summary>Keeps a checkpoint before anything is asked about it.</summary>
    public void Keep(string note)
    {
        if (!Notes(Proven).Contains(note)) Write(SizeOf(note), Unproven, note);
    }

    /// <summary>The keys that the log went over to, as it says now and as it said before: none that was vouched for is forgotten.</summary>
    public Trust Follow(Trust given, IEnumerable<string> rotations)
    {
        var known = Notes(Rotation);
        var trust = given.After(known);
        foreach (var rotation in rotations.Where(r => !known.Contains(r)))
        {
            var after = trust.After([rotation]);
            if (after.Keys.Length > trust.Keys.Length) Write(after.Keys.Length.ToString("D3", CultureInfo.InvariantCulture), Rotation, rotation);
            trust = after;
        }
        return trust;
    }

    /// <summary>What was not proven before is proven now.</summary>
    public void Prove()
    {
        foreach (var file in Files(Unproven)) Write(Path.GetFileNameWithoutExtension(file.Name), Proven, File.ReadAllText(file.FullName));
        foreach (var file in Files(Unproven)) file.Delete();
        File.Delete(Withheld);
    }

    /// <summary>The checkpoint is no longer one that waits for its proof.</summary>
    public void SoundAlarm(string note)
    {
        foreach (var file in Files(Unproven).Where(f => File.ReadAllText(f.FullName) == note)) file.Delete();
        Write(SizeOf(note), Alarm, note);
    }

    /// <summary>How many times in a row a proof was not given.</summary>
    public int Miss(string why)
    {
        File.AppendAllLines(Withheld, [$"{LogTime.Write(TimeProvider.System.GetUtcNow())} {why.ReplaceLineEndings(" ")}"]);
        return File.ReadAllLines(Withheld).Length;
    }

    private static string SizeOf(string note) => (SignedNote.Read(note) is { } read ? Checkpoint.Read(read.Text)?.Size ?? 0 : 0).ToString("D12", CultureInfo.InvariantCulture);

    private IEnumerable<FileInfo> Files(string ending)
    {
        folder.Create();
        return folder.GetFiles($"*{ending}").OrderBy(f => f.Name, StringComparer.Ordinal);
    }

    /// <summary>Under the name, or beside others of that name; once only.</summary>
    private void Write(string name, string ending, string text)
    {
        var count = 0;
        string file;
        do file = Path.Combine(folder.FullName, $"{name}{(count++ == 0 ? "" : $"-{count}")}{ending}");
        while (File.Exists(file) && File.ReadAllText(file) != text);
        File.WriteAllText(file, text);
    }
}
