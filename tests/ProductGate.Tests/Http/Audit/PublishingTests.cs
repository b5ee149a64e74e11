using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ProductGate.Domain;
using ProductGate.Service.Audit;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>Checkpoints leave the database for a folder, a git repository, a time stamping service and witnesses; each a real one.</summary>
public sealed class PublishingTests(Bank bank) : IClassFixture<Bank>, IAsyncLifetime
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("productgate-publishing");
    private readonly LogHealth health = new(NullLogger<LogHealth>.Instance);
    private readonly WebApplication others = Others();

    private string Folder => root.CreateSubdirectory("folder").FullName;
    private string Newest => Path.Combine(Folder, "newest.checkpoint");

    public async ValueTask InitializeAsync() => await (await HttpJourney.Declared(bank)).IsSealed();

    public async ValueTask DisposeAsync()
    {
        await others.DisposeAsync();
        root.Delete(recursive: true);
    }

    [Fact]
    public async Task a_checkpoint_is_committed_and_pushed_once()
    {
        var (remote, clone) = (Path.Combine(root.FullName, "remote.git"), Path.Combine(root.FullName, "clone"));
        await Does("git", "init", "--quiet", "--bare", remote);
        await Does("git", "clone", "--quiet", remote, clone);

        await Publish(new() { Git = clone, GitRemote = "origin" });
        await Publish(new() { Git = clone, GitRemote = "origin" });

        health.Trouble.Should().BeNull();
        (await bank.EveryCheckpoint()).Should().Contain((await Does("git", "--git-dir", remote, "show", "HEAD:newest.checkpoint")).Said);
        (await Does("git", "--git-dir", remote, "log", "--format=%s")).Said.Trim().Split('\n').Should().OnlyHaveUniqueItems().And.AllSatisfy(s => s.Should().MatchRegex("^Checkpoint of [0-9]+ leaves$"));
    }

    [Fact]
    public async Task a_repository_that_cannot_be_pushed_to_is_told()
    {
        await Does("git", "init", "--quiet", root.FullName);

        await Publish(new() { Git = root.FullName, GitRemote = "nowhere" });

        health.Trouble.Should().Be("Checkpoints cannot be committed to the git repository for them, or not pushed (Audit:Git).");
    }

    [Fact]
    public async Task a_time_stamp_lies_beside_the_checkpoint_and_openssl_believes_it()
    {
        var authority = await TimeStampAuthority.Make(root.CreateSubdirectory("tsa").FullName);
        others.MapPost("/tsa", authority.Answer);
        await others.StartAsync(TestContext.Current.CancellationToken);

        await Publish(new() { Folder = Folder, Timestamp = new($"{others.Urls.First()}/tsa") });

        health.Trouble.Should().BeNull();
        (await Ran.Program("openssl", ["ts", "-verify", "-data", Newest, "-in", $"{Newest}.tsr", "-CAfile", authority.Certificate])).Said.Should().Contain("Verification: OK");
    }

    [Fact]
    public async Task a_service_that_gives_no_time_stamp_is_told_and_holds_up_nothing()
    {
        others.MapPost("/tsa", () => Results.Bytes([1, 2, 3], "application/timestamp-reply"));
        await others.StartAsync(TestContext.Current.CancellationToken);

        await Publish(new() { Folder = Folder, Timestamp = new($"{others.Urls.First()}/tsa") });

        health.Trouble.Should().Be("The time stamping service gives no valid time stamp (Audit:Timestamp).");
        File.Exists(Newest).Should().BeTrue();
    }

    [Fact]
    public async Task a_witness_signs_what_grew_out_of_what_it_saw()
    {
        var witness = new Witness(await bank.LogKey());
        others.MapPost("/add-checkpoint", witness.Add);
        await others.StartAsync(TestContext.Current.CancellationToken);
        var options = new LogOptions { Folder = Folder, Witnesses = [new() { Url = others.Urls.First(), Key = witness.Key }] };

        await Publish(options);
        await (await HttpJourney.Declared(bank)).IsSealed();
        // Another process does not know what the witness has seen, and learns it from the answer.
        await Publish(options);

        health.Trouble.Should().BeNull();
        witness.Signed.Should().Be(2);
        var note = SignedNote.Read(await File.ReadAllTextAsync(Newest, TestContext.Current.CancellationToken))!;
        note.Signatures.Select(s => s.Name).Should().Equal("productgate", "witness.example");
        (await bank.Trust()).Read(note.Write()).Should().NotBeNull("a line of a witness does not disturb those who do not know it");
    }

    [Theory]
    [InlineData("a signature of something else")]
    [InlineData("no signature")]
    public async Task what_a_witness_did_not_sign_is_not_published_as_if_it_had(string how)
    {
        var witness = new Witness(await bank.LogKey());
        others.MapPost("/add-checkpoint", () => how == "no signature" ? "" : witness.Cosign("something else\n"));
        await others.StartAsync(TestContext.Current.CancellationToken);

        await Publish(new() { Folder = Folder, Witnesses = [new() { Url = others.Urls.First(), Key = witness.Key }] });

        health.Trouble.Should().Be($"The witness {others.Urls.First()} did not sign the newest checkpoint.");
        SignedNote.Read(await File.ReadAllTextAsync(Newest, TestContext.Current.CancellationToken))!.Signatures.Should().ContainSingle();
    }

    /// <summary>As a process does that has just started.</summary>
    private async Task Publish(LogOptions options)
    {
        await using var connection = await bank.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await bank.PublicationUnder(options, health).Publish(connection, TestContext.Current.CancellationToken);
    }

    private static async Task<Ran> Does(string program, params string[] arguments)
    {
        var ran = await Ran.Program(program, arguments);
        ran.Code.Should().Be(0, ran.Said);
        return ran;
    }

    private static WebApplication Others()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        return builder.Build();
    }
}
