using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ProductGate.Service.Notifications;

/// <summary>The bank's own authority, which vouches for its mail server in place of those that the machine knows.</summary>
internal sealed class MailAuthority(string file)
{
    private readonly X509Certificate2Collection roots = Read(file);

    /// <summary>Whether the certificate is the server's, in its time, and from this authority.</summary>
    public bool Vouches(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 shown || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None) return false;
        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(roots);
        own.ChainPolicy.ApplicationPolicy.Add(new("1.3.6.1.5.5.7.3.1")); // a server's
        // An authority inside a bank seldom publishes what it has revoked.
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.ExtraStore.AddRange(chain?.ChainPolicy.ExtraStore ?? []);
        return own.Build(shown);
    }

    private static X509Certificate2Collection Read(string file)
    {
        var found = new X509Certificate2Collection();
        found.ImportFromPemFile(file);
        return found.Count > 0 ? found : throw new InvalidOperationException("Mail:Authority must be a PEM file with a certificate.");
    }
}
