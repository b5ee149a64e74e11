using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>A bank whose keys are protected by a certificate.</summary>
public sealed class CertifiedBank(Server server) : Bank(server)
{
    private const string Password = "for the test";
    private readonly string file = Path.GetTempFileName();

    protected override (string Name, string Value)[] Settings => [("SignIn:Authority", ""), ("DataProtection:Certificate", Certificate()), ("DataProtection:CertificatePassword", Password)];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        File.Delete(file);
        GC.SuppressFinalize(this);
    }

    private string Certificate()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=ProductGate test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pfx, Password));
        return file;
    }
}

public sealed class KeyRingTests(CertifiedBank certified, DemoBank plain, Bank unused) : IClassFixture<CertifiedBank>, IClassFixture<DemoBank>, IClassFixture<Bank>
{
    [Fact]
    public async Task keys_stand_in_the_database_and_a_certificate_closes_them()
    {
        (await Keys(certified)).Should().Contain("EncryptedXmlDecryptor").And.NotContain("<masterKey");
        (await Keys(plain)).Should().Contain("<masterKey");
    }

    [Fact]
    public async Task who_needs_no_cookie_needs_no_key()
    {
        await unused.Get(People.Officer, "/api/products");
        (await Stored(unused)).Should().BeEmpty("the start would take longer for it");
    }

    private static async Task<string> Keys(Bank bank)
    {
        using var visitor = new Visitor(bank.Line.BaseAddress!);
        (await visitor.Submit("/sign-in", "/sign-in", ("person", "li.wei"))).Is(302);
        (await visitor.Get("/api/session")).Is(200);
        return await Stored(bank);
    }

    private static async Task<string> Stored(Bank bank)
    {
        await using var command = bank.Database.CreateCommand("select coalesce(string_agg(xml, ''), '') from gate.data_protection_keys");
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
