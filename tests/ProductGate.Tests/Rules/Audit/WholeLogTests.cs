using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>The export of the whole log, verified by both programs: also what no bundle shows.</summary>
public sealed class WholeLogTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("productgate-log");

    public void Dispose() => folder.Delete(recursive: true);

    public static TheoryData<string, string> Attacks => new()
    {
        { "edited", "UNALTERED" }, { "deleted", "COMPLETE" }, { "swapped", "COMPLETE" }, { "cut", "COMPLETE" }, { "without a product", "COMPLETE" }, { "rewritten", "COMPLETE" }, { "with another key", "UNALTERED" },
    };

    [Fact]
    public async Task a_clean_log_is_proven_by_both()
    {
        var log = SealedLog.Of(Journey.Live());
        var ran = await Both(log, log.Leaves, [.. log.Published.Select(p => p.Note)]);

        ran.Should().AllSatisfy(r => r.Should().Match<Ran>(x => x.Code == 0, r.Said));
        ran[0].Said.Should().Contain($"{log.Leaves.Count} leaves, 2 products");
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task an_attack_on_the_whole_log_is_found_by_both(string name, string part)
    {
        var log = SealedLog.Of(Journey.Live());
        List<byte[]> leaves = [.. log.Leaves];
        string[] kept = [];
        switch (name)
        {
            case "edited": leaves[5] = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(leaves[5]).Replace("Wang Min", "Wang Ming", StringComparison.Ordinal)); break;
            case "deleted": leaves.RemoveAt(7); break;
            case "swapped": (leaves[2], leaves[3]) = (leaves[3], leaves[2]); break;
            case "cut": leaves.RemoveRange(leaves.Count - 2, 2); kept = [log.Published[^1].Note]; break;
            case "without a product":
                log.Heads.RemoveAt(0);
                log.Publish();
                break;
            case "rewritten":
                kept = [log.Published[^1].Note];
                leaves[^1] = leaves[^2];
                break;
            default:
                log.Key = LogKeys.Second;
                log.Publish();
                break;
        }

        foreach (var ran in await Both(log, leaves, kept)) ran.Should().Match<Ran>(r => r.Code == 1 && r.Said.Contains(part), ran.Said);
    }

    [Fact]
    public async Task a_change_of_keys_is_followed_by_both()
    {
        var log = SealedLog.Of(Journey.Declared());
        log.Rotate(LogKeys.Second);
        log.Publish();

        (await Both(log, log.Leaves, [.. log.Published.Select(p => p.Note)])).Should().AllSatisfy(r => r.Code.Should().Be(0, r.Said));
    }

    [Fact]
    public async Task whoever_wants_sees_how_far_it_has_come()
    {
        var log = SealedLog.Of(Journey.Declared());

        (await Ran.Gate("audit", "verify-log", Export(log, log.Leaves), "--key", LogKeys.First.Public.Text, "--progress")).Said.Should().EndWith($"\r{log.Leaves.Count} leaves\n");
        (await Ran.Gate("audit", "verify-log", Export(log, log.Leaves), "--key", LogKeys.First.Public.Text)).Said.Should().NotContain("\r");
    }

    [Fact]
    public async Task an_export_that_was_cut_off_in_a_line_is_not_verified()
    {
        var log = SealedLog.Of(Journey.Declared());
        var file = Export(log, log.Leaves);
        await File.WriteAllBytesAsync(file, (await File.ReadAllBytesAsync(file))[..^3]);

        (await Ran.Gate("audit", "verify-log", file, "--key", LogKeys.First.Public.Text)).Code.Should().Be(2);
    }

    private async Task<Ran[]> Both(SealedLog log, List<byte[]> leaves, string[] kept)
    {
        var checkpoints = kept.SelectMany((note, i) =>
        {
            var file = Path.Combine(folder.FullName, $"{i}.checkpoint");
            File.WriteAllText(file, note);
            return new[] { "--checkpoint", file };
        });
        string[] arguments = [Export(log, leaves), "--key", LogKeys.First.Public.Text, .. checkpoints];
        return [await Ran.Gate(["audit", "verify-log", .. arguments]), await Ran.Verifier(arguments)];
    }

    private string Export(SealedLog log, IEnumerable<byte[]> leaves)
    {
        var file = Path.Combine(folder.FullName, "log.ndjson");
        using var stream = File.Create(file);
        stream.Write(LogExport.Head(LogKeys.First.Public.Name, LogKeys.First.Public, log.Rotations));
        foreach (var leaf in leaves) stream.Write([.. leaf, (byte)'\n']);
        stream.Write(LogExport.End(log.Published[^1].Note));
        return file;
    }
}
