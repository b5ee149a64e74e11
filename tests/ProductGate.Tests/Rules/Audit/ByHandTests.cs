using System.Text;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>The commands of a bundle's README.txt, run as they stand there, prove it without any program of ours.</summary>
public sealed class ByHandTests : IDisposable
{
    private static readonly SealedLog Log = SealedLog.Of(Journey.Declared());
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("productgate-by-hand");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task a_clean_bundle_is_proven_by_hand()
    {
        var said = await ByHand(BundleWriter.Write(Log.Content() with { Documents = [] }));

        said.Should().Contain("facts.ndjson: OK").And.Contain("Signature Verified Successfully").And.Contain($"{Log.Content().Facts.Count} facts looked up in the log")
            .And.Contain("The map has the product with these facts.").And.Contain("The log grew out of the 1 leaves of the older checkpoint.").And.NotContain("NOT");
    }

    [Fact]
    public async Task a_fact_that_was_edited_is_found_by_hand()
    {
        var facts = Log.Content().Facts;
        var edited = facts[1] with { Leaf = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(facts[1].Leaf).Replace("wang.min", "wang.max", StringComparison.Ordinal)) };

        var said = await ByHand(BundleWriter.Write(Log.Content() with { Facts = [facts[0], edited, .. facts.Skip(2)] }));

        said.Should().Contain("FACT 1 IS NOT IN THE LOG").And.NotContain("FACT 0").And.NotContain("The map has the product");
    }

    [Fact]
    public async Task a_tail_that_was_cut_and_a_log_that_was_rewritten_are_found_by_hand()
    {
        var (content, other) = (Log.Content(), SealedLog.Of(Journey.Live()).Published[0].Note);
        var said = await ByHand(BundleWriter.Write(content with { Facts = [.. content.Facts.SkipLast(1)], Older = [new(other.Replace("map 1", "map 2", StringComparison.Ordinal), [.. Enumerable.Reverse(content.Older[0].Proof)])] }));

        said.Should().NotContain("NOT IN THE LOG").And.NotContain("The map has the product").And.NotContain("The log grew");
    }

    private async Task<string> ByHand(byte[] bundle)
    {
        foreach (var file in StoredZip.Read(bundle)!)
        {
            var path = Path.Combine(folder.FullName, file.Name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, file.Content.ToArray());
        }
        var readme = await File.ReadAllTextAsync(Path.Combine(folder.FullName, "README.txt"));
        var commands = readme[readme.IndexOf("BY HAND", StringComparison.Ordinal)..].Split('\n').Where(l => l.StartsWith("  ", StringComparison.Ordinal)).Select(l => l[2..]);
        return (await Ran.Program("bash", ["-c", $"cd '{folder.FullName}'; KEY='{LogKeys.First.Public.Text}'\n{string.Join('\n', commands)}"])).Said;
    }
}
