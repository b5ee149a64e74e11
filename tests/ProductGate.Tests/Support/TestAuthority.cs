using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProductGate.Tests.Support;

/// <summary>An authority made for one test, and the certificates it gives to servers on this machine.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset From = DateTimeOffset.UtcNow.AddDays(-1);
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 root;

    public TestAuthority()
    {
        var request = new CertificateRequest("CN=Bank Test Authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        root = request.CreateSelfSigned(From, From.AddDays(10));
        File.WriteAllText(PemFile, root.ExportCertificatePem());
    }

    public string PemFile { get; } = Path.GetTempFileName();

    /// <summary>Settings with which a program of Node.js serves over TLS.</summary>
    public (string Name, string Value)[] Certificate(string host = "127.0.0.1")
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", own, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out var address)) names.AddIpAddress(address);
        else names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1")], false));
        using var signed = request.Create(root.SubjectName, X509SignatureGenerator.CreateForECDsa(key), From, From.AddDays(9), RandomNumberGenerator.GetBytes(8));
        return [("TLS_CERT", signed.ExportCertificatePem()), ("TLS_KEY", own.ExportPkcs8PrivateKeyPem())];
    }

    public void Dispose()
    {
        root.Dispose();
        key.Dispose();
        File.Delete(PemFile);
    }
}
