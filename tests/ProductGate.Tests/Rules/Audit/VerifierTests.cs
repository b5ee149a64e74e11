using System.Text;
using System.Text.Json;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>The programs: <c>gate</c>, and the verifier in Python that was written from the README alone. Both say the same of the same files.</summary>
public sealed class VerifierTests : IDisposable
{
    private static readonly string Key = LogKeys.First.Public.Text;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("productgate-verify");

    public static TheoryData<string> All => BundleAttackTests.All;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task a_clean_bundle_is_proven_by_both()
    {
        string[] arguments = [File("bundle.zip", BundleWriter.Write(Attacks.Clean)), "--key", File("keys.txt", Encoding.UTF8.GetBytes(Key + "\n")), .. Kept([.. Attacks.Log.Published.Select(p => p.Note)])];

        (await Ran.Gate(["audit", "verify", .. arguments])).Should().Match<Ran>(r => r.Code == 0 && r.Said.Contains("PROVEN"));
        (await Ran.Verifier(arguments)).Should().Match<Ran>(r => r.Code == 0 && r.Said.Contains("PROVEN"));
    }

    [Fact]
    public async Task a_change_of_keys_is_followed_by_both()
    {
        var log = SealedLog.Of(Journey.Declared());
        log.Rotate(LogKeys.Second);
        log.Refusal(People.Designer, Sample.Monday);
        log.Publish();
        string[] arguments = [File("bundle.zip", log.Bundle()), "--key", Key, .. Kept([.. log.Published.Select(p => p.Note)])];

        (await Ran.Gate(["audit", "verify", .. arguments])).Code.Should().Be(0);
        (await Ran.Verifier(arguments)).Code.Should().Be(0);
        log.Rotations[0] = log.Rotations[0].Replace("key rotation", "key revolution", StringComparison.Ordinal);
        arguments[0] = File("bundle.zip", log.Bundle());
        (await Ran.Gate(["audit", "verify", .. arguments])).Code.Should().Be(1);
        (await Ran.Verifier(arguments)).Code.Should().Be(1);
    }

    [Fact]
    public async Task an_act_under_a_power_for_every_product_is_proven_by_both()
    {
        string[] arguments = [File("bundle.zip", StandingPowerTests.Lawful.Bundle()), "--key", Key];

        (await Ran.Gate(["audit", "verify", .. arguments])).Should().Match<Ran>(r => r.Code == 0, "it is lawful");
        (await Ran.Verifier(arguments)).Code.Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task the_verifier_in_another_language_finds_every_attack(string name)
    {
        var attack = Attacks.All.Single(a => a.Name == name);

        var ran = await Ran.Verifier([File("bundle.zip", attack.Bundle), "--key", Key, .. Kept(attack.Kept)]);

        ran.Should().Match<Ran>(r => r.Code == 1 && r.Said.Contains(attack.Part, StringComparison.OrdinalIgnoreCase), ran.Said);
    }

    [Fact]
    public async Task an_unlawful_bundle_is_wrong_and_its_json_names_the_rule()
    {
        var journey = Journey.At(Stage.LaunchMonitoring).SignAll();
        journey.Facts.Add(new ProductLaunched(1, journey.Product.Revision - 1, ["branch"], People.TeamMate.Id, journey.Now));
        journey.Acts.Add((People.TeamMate, journey.Now));

        var ran = await Ran.Gate("audit", "verify", File("bundle.zip", SealedLog.Of(journey).Bundle()), "--key", Key, "--json");

        ran.Code.Should().Be(1);
        var said = JsonElement.Parse(ran.Said);
        said.GetProperty("passed").GetBoolean().Should().BeFalse();
        said.GetProperty("findings")[0].GetProperty("rule").GetString().Should().Be("R4");
    }

    [Theory]
    [InlineData("no such file")]
    [InlineData("not a zip")]
    [InlineData("no key")]
    public async Task what_cannot_be_used_ends_with_two(string what)
    {
        var file = what == "no such file" ? "missing.zip" : File("bundle.zip", what == "not a zip" ? [1, 2, 3] : BundleWriter.Write(Attacks.Clean));
        var key = what == "no key" ? Key[..^2] : Key;

        (await Ran.Gate("audit", "verify", file, "--key", key)).Code.Should().Be(2);
        (await Ran.Verifier(file, "--key", key)).Code.Should().Be(2);
    }

    [Fact]
    public async Task random_changes_of_a_byte_are_found_by_the_other_verifier_too()
    {
        var (bundle, dice) = (BundleWriter.Write(Attacks.Clean), new Random(5));
        for (var i = 0; i < 10; i++)
        {
            var (at, change) = (dice.Next(bundle.Length), (byte)dice.Next(1, 256));
            bundle[at] ^= change;
            (await Ran.Verifier(File("bundle.zip", bundle), "--key", Key)).Code.Should().NotBe(0, $"byte {at} was changed");
            bundle[at] ^= change;
        }
    }

    [Theory]
    [InlineData("README.txt", 1, 0)]
    [InlineData("facts.ndjson", 1, 1)]
    [InlineData("checkpoint.txt", 1, 1)]
    public async Task a_byte_inside_a_file_of_a_bundle_packed_again_is_found(string name, int gate, int verifier)
    {
        var files = StoredZip.Read(BundleWriter.Write(Attacks.Clean))!.ToList();
        var (i, bytes) = (files.FindIndex(f => f.Name == name), files.Find(f => f.Name == name)!.Content.ToArray());
        bytes[bytes.Length / 2] ^= 1;
        files[i] = new(name, bytes);
        string[] arguments = [File("bundle.zip", Repacking.Of(files)), "--key", Key];

        (await Ran.Gate(["audit", "verify", .. arguments])).Code.Should().Be(gate);
        (await Ran.Verifier(arguments)).Code.Should().Be(verifier, "only who can write README.txt knows what it should say");
    }

    private string File(string name, byte[] content)
    {
        var path = Path.Combine(folder.FullName, name);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    private IEnumerable<string> Kept(string[] notes) => notes.SelectMany((note, i) => new[] { "--checkpoint", File($"{i}.checkpoint", Encoding.UTF8.GetBytes(note)) });
}
