using Microsoft.AspNetCore.Http;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>A time stamping service (RFC 3161) made of openssl.</summary>
internal sealed class TimeStampAuthority
{
    private readonly string folder;

    private TimeStampAuthority(string folder) => this.folder = folder;

    public string Certificate => In("tsa.pem");

    public static async Task<TimeStampAuthority> Make(string folder)
    {
        var authority = new TimeStampAuthority(folder);
        await File.WriteAllTextAsync(authority.In("serial"), "01\n");
        await File.WriteAllTextAsync(authority.In("tsa.cnf"),
            $"""
            [tsa]
            default_tsa = this
            [this]
            serial = {authority.In("serial")}
            signer_cert = {authority.Certificate}
            signer_key = {authority.In("tsa.key")}
            signer_digest = sha256
            default_policy = 1.2.3.4.1
            digests = sha256
            ess_cert_id_alg = sha256
            """);
        await Openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=Time", "-days", "2", "-addext", "extendedKeyUsage=critical,timeStamping", "-keyout", authority.In("tsa.key"), "-out", authority.Certificate);
        return authority;
    }

    public async Task<IResult> Answer(HttpRequest request)
    {
        await using (var query = File.Create(In("query"))) await request.Body.CopyToAsync(query);
        await Openssl("ts", "-reply", "-config", In("tsa.cnf"), "-queryfile", In("query"), "-out", In("reply"));
        return Results.Bytes(await File.ReadAllBytesAsync(In("reply")), "application/timestamp-reply");
    }

    private string In(string name) => Path.Combine(folder, name);

    private static async Task Openssl(params string[] arguments)
    {
        var ran = await Ran.Program("openssl", arguments);
        ran.Code.Should().Be(0, ran.Said);
    }
}
