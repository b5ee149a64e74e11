using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>An auditor's watch over a log: it keeps checkpoints, and sounds the alarm when the log contradicts them.</summary>
public sealed class WatchTests : IAsyncLifetime
{
    private readonly DirectoryInfo store = Directory.CreateTempSubdirectory("productgate-watch");
    private readonly WebApplication service = Service();
    private SealedLog log = SealedLog.Of(Journey.Declared());
    private bool withholds;

    public async ValueTask InitializeAsync()
    {
        service.MapGet("/api/audit/checkpoint", () => log.Published[^1].Note);
        service.MapGet("/api/audit/keys", () => Results.Json(new BundleKeys(LogKeys.First.Public.Text, [.. log.Rotations]), Json.Options));
        service.MapGet("/api/audit/proofs/consistency", (long from, long to) => withholds
            ? Results.StatusCode(409)
            : Results.Json(new GrowthProof(from, LeafProof.Write(MerkleProof.Consistency(from, to, MerkleTree.In([.. log.Leaves.Select(l => Digest.OfLeaf(l))])))), Json.Options));
        await service.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        store.Delete(recursive: true);
    }

    [Fact]
    public async Task a_log_that_grows_is_kept_and_proven()
    {
        (await Watch()).Code.Should().Be(0);
        log.Refusal(People.Designer, Sample.Monday);
        log.Publish();
        (await Watch()).Should().Match<Ran>(r => r.Code == 0 && r.Said.Contains("grown out of 1 checkpoints kept"));
        store.GetFiles("*.checkpoint").Should().HaveCount(2);
        (await Watch()).Code.Should().Be(0);
        store.GetFiles("*.checkpoint").Should().HaveCount(2);
    }

    [Fact]
    public async Task a_log_that_was_rewritten_sounds_the_alarm_and_is_kept_as_proof()
    {
        (await Watch()).Code.Should().Be(0);
        var length = log.Leaves.Count;
        log = SealedLog.Of(Journey.Live());
        log.Leaves[1] = log.Leaves[0];
        log.Publish();
        (await Watch()).Should().Match<Ran>(r => r.Code == 1 && r.Said.Contains("FORK") && r.Said.Contains("rewritten"));
        log.Leaves.RemoveRange(length, log.Leaves.Count - length);
        log.Leaves[^1] = log.Leaves[0];
        log.Publish();
        (await Watch()).Should().Match<Ran>(r => r.Code == 1 && r.Said.Contains("FORK") && r.Said.Contains("another root"));
        store.GetFiles("*.alarm").Should().HaveCount(2);
    }

    [Fact]
    public async Task a_log_that_went_back_sounds_the_alarm_whether_it_says_so_or_not()
    {
        log.Refusal(People.Designer, Sample.Monday);
        log.Publish();
        (await Watch()).Code.Should().Be(0);

        log.Published.RemoveAt(log.Published.Count - 1);
        (await Watch()).Should().Match<Ran>(r => r.Code == 1 && r.Said.Contains("REPLAY"), "an old checkpoint is shown again");

        log.Leaves.RemoveAt(log.Leaves.Count - 1);
        log.Publish(TimeSpan.FromDays(1));
        (await Watch()).Should().Match<Ran>(r => r.Code == 1 && r.Said.Contains("ROLLBACK"), "a new one has fewer leaves");
        store.GetFiles("*.alarm").Should().HaveCount(2);
    }

    [Fact]
    public async Task a_checkpoint_without_a_proof_is_kept_and_the_third_time_sounds_the_alarm()
    {
        (await Watch()).Code.Should().Be(0);
        Grow();
        withholds = true;
        (await Watch()).Should().Match<Ran>(r => r.Code == 2 && r.Said.Contains("1 times in a row"));
        store.GetFiles("*.unproven").Should().ContainSingle();
        (await Watch()).Code.Should().Be(2);
        (await Watch()).Should().Match<Ran>(r => r.Code == 1 && r.Said.Contains("WITHHELD"));

        withholds = false;
        Grow();
        (await Watch()).Code.Should().Be(0);
        (store.GetFiles("*.unproven").Length, store.GetFiles("*.checkpoint").Length).Should().Be((0, 3), "what was withheld is proven too");
        Grow();
        withholds = true;
        (await Watch()).Code.Should().Be(2, "it is counted anew");
    }

    [Fact]
    public async Task a_checkpoint_without_a_proof_is_evidence_against_the_next()
    {
        (await Watch()).Code.Should().Be(0);
        var honest = log.Leaves.ToList();
        Grow();
        withholds = true;
        (await Watch()).Code.Should().Be(2);

        (withholds, log.Leaves[^1]) = (false, honest[0]);
        Grow();
        (await Watch()).Should().Match<Ran>(r => r.Code == 1 && r.Said.Contains("FORK") && r.Said.Contains("rewritten"));
    }

    [Fact]
    public async Task an_unsigned_checkpoint_sounds_the_alarm_and_is_kept()
    {
        log.Key = LogKeys.Second;
        log.Publish();

        (await Watch()).Should().Match<Ran>(r => r.Code == 1 && r.Said.Contains("not signed by a key that you trust"));
        store.GetFiles("*.alarm").Should().ContainSingle();
    }

    [Fact]
    public async Task a_change_of_keys_is_followed_and_remembered_and_one_that_is_back_dated_sounds_the_alarm()
    {
        (await Watch()).Code.Should().Be(0);
        log.Rotate(LogKeys.Second);
        Grow();
        (await Watch()).Code.Should().Be(0);
        log.Rotations.Clear();
        (await Watch()).Code.Should().Be(0, "a change of keys that was seen is not forgotten");

        store.GetFiles("*.rotation").Single().Delete();
        log.Key = LogKeys.First;
        log.Rotate(LogKeys.Second, SealedLog.Sealing.AddDays(-1));
        (await Watch()).Should().Match<Ran>(r => r.Code == 1 && r.Said.Contains("BACK-DATED"));
    }

    [Fact]
    public async Task a_service_that_is_away_is_no_alarm()
    {
        await service.StopAsync();

        (await Watch()).Code.Should().Be(2);
    }

    private void Grow()
    {
        log.Refusal(People.Designer, Sample.Monday);
        log.Publish();
    }

    private Task<Ran> Watch() => Ran.Gate("audit", "watch", service.Urls.First(), "--key", LogKeys.First.Public.Text, "--store", store.FullName);

    private static WebApplication Service()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        return builder.Build();
    }
}
