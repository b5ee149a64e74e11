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

    public async ValueTask InitializeAsync()
    {
        service.MapGet("/api/audit/checkpoint", () => log.Published[^1].Note);
        service.MapGet("/api/audit/keys", () => Results.Json(new BundleKeys(LogKeys.First.Public.Text, [.. log.Rotations]), Json.Options));
        service.MapGet("/api/audit/proofs/consistency", (long from, long to) =>
            Results.Json(new GrowthProof(from, LeafProof.Write(MerkleProof.Consistency(from, to, MerkleTree.In([.. log.Leaves.Select(l => Digest.OfLeaf(l))])))), Json.Options));
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
    public async Task a_fork_a_rollback_and_a_replay_sound_the_alarm_and_are_kept_as_proof()
    {
        (await Watch()).Code.Should().Be(0);
        var (before, length) = (log, log.Leaves.Count);
        log = SealedLog.Of(Journey.Live());
        log.Leaves[1] = log.Leaves[0];
        log.Publish();
        (await Watch()).Should().Match<Ran>(r => r.Code == 1 && r.Said.Contains("FORK") && r.Said.Contains("rewritten"));
        log.Leaves.RemoveRange(length, log.Leaves.Count - length);
        log.Leaves[^1] = log.Leaves[0];
        log.Publish();
        (await Watch()).Should().Match<Ran>(r => r.Code == 1 && r.Said.Contains("FORK") && r.Said.Contains("another root"));
        (log = before).Refusal(People.Designer, Sample.Monday);
        log.Publish();
        (await Watch()).Code.Should().Be(0);
        log.Published.RemoveAt(log.Published.Count - 1);
        (await Watch()).Should().Match<Ran>(r => r.Code == 1 && r.Said.Contains("REPLAY"));
        store.GetFiles("*.alarm").Should().HaveCount(3);
    }

    [Fact]
    public async Task a_service_that_is_away_is_no_alarm()
    {
        await service.StopAsync();

        (await Watch()).Code.Should().Be(2);
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
