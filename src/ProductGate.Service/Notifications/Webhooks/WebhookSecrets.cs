using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace ProductGate.Service.Notifications;

/// <summary>Secrets of webhooks, closed with the key ring while they lie in the database, and what is signed with them.</summary>
public sealed class WebhookSecrets(IDataProtectionProvider protection)
{
    private const string Prefix = "whsec_";
    private readonly IDataProtector protector = protection.CreateProtector("webhook-secrets");

    public static string New() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public string Close(string secret) => protector.Protect(secret);

    public string Open(string closed) => protector.Unprotect(closed);

    /// <summary>The header webhook-signature of Standard Webhooks 1.0: one signature for each valid secret.</summary>
    public static string Sign(IEnumerable<string> secrets, string id, DateTimeOffset at, string body)
    {
        var signed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{at.ToUnixTimeSeconds()}.{body}"));
        return string.Join(' ', secrets.Select(s => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(s[Prefix.Length..]), signed))}"));
    }
}
