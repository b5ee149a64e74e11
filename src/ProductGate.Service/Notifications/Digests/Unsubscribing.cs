using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace ProductGate.Service.Notifications;

/// <summary>The address with which whoever has a digest ends it at once and without signing in (RFC 8058). It says whose it is, closed with the key ring: nobody can make one.</summary>
public sealed class Unsubscribing(IDataProtectionProvider protection, MailOptions options)
{
    public const string Path = "/notifications/unsubscribe";
    private readonly IDataProtector protector = protection.CreateProtector("digest-unsubscribe");

    public string LinkFor(string person) => $"{options.LinkBase}{Path}?digest={protector.Protect(person)}";

    /// <summary>Null where it is none of ours.</summary>
    public string? PersonOf(string digest)
    {
        try
        {
            return protector.Unprotect(digest);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
