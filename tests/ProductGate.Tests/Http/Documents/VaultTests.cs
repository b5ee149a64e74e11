using System.Net;
using System.Security.Cryptography;
using Npgsql;
using ProductGate.Tests.Faults;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>A bank of its own: what the database does meanwhile is counted, and its documents are tampered with.</summary>
public sealed class VaultTests(Bank bank) : IClassFixture<Bank>
{
    [Fact]
    public async Task a_sender_who_takes_their_time_holds_no_connection_to_the_database()
    {
        using var slow = new SlowContent();
        // The service asks for the body (100 Continue) when it begins to read it; a question after the first bytes finds it waiting for more.
        var upload = bank.Post(People.Designer, "/api/documents", slow, ("Expect", "100-continue"));
        await slow.Begun;
        (await bank.Get(People.Designer, "/api/products")).Is(200);

        // Other work of the service holds one for a moment; the upload's would stay until the end, which has not come.
        await Patience.Until("no transaction waits", 30, async () =>
            await bank.Scalar<long>("select count(*) from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'") == 0);

        slow.End();
        (await upload).IsProblem(400, "malformed-request");
    }

    [Fact]
    public async Task bytes_that_were_changed_in_the_database_are_not_handed_out()
    {
        var document = await bank.Upload(People.Designer, RandomNumberGenerator.GetBytes(300_000));
        (await bank.Get(People.Designer, $"/api/documents/{document}")).Is(200);
        await bank.Execute("alter table gate.document_chunks disable trigger user; update gate.document_chunks set bytes = 'forged' where number = 1; alter table gate.document_chunks enable trigger user");

        var read = () => bank.Get(People.Designer, $"/api/documents/{document}");

        await read.Should().ThrowAsync<HttpRequestException>("the connection ends before the last of the bytes");
    }

    [Theory]
    [InlineData("update gate.document_chunks set bytes = 'forged'")]
    [InlineData("delete from gate.documents")]
    [InlineData("truncate gate.document_holders")]
    public async Task the_database_itself_refuses_to_change_a_document(string sql)
    {
        await bank.Upload(People.Designer, RandomNumberGenerator.GetBytes(100));

        var change = () => bank.Execute(sql);

        (await change.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be("42501");
    }

    /// <summary>The beginning of a form, and then nothing until the end.</summary>
    private sealed class SlowContent : HttpContent
    {
        private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public SlowContent() => Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");

        public Task Begun => begun.Task;

        public void End() => end.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nhalf of"u8.ToArray());
            await stream.FlushAsync();
            begun.SetResult();
            await end.Task;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
