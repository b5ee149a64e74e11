using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace ProductGate.Service.Notifications;

/// <summary>A new secret on its way to the page that shows it, once: closed, in a cookie that the page takes back. An address would stay in the browser's history.</summary>
internal sealed class SecretOnce(IDataProtectionProvider protection)
{
    private const string Cookie = "productgate-secret";
    private const string Place = "/administration";
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);
    private readonly IDataProtector protector = protection.CreateProtector("webhook-secret-shown-once");

    public void Keep(HttpContext http, string secret) => http.Response.Cookies.Append(Cookie, protector.Protect(secret), Options(http, Kept));

    /// <summary>Null where there is nothing to show.</summary>
    public string? Take(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { } closed) return null;
        http.Response.Cookies.Delete(Cookie, Options(http, null));
        try
        {
            return protector.Unprotect(closed);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static CookieOptions Options(HttpContext http, TimeSpan? kept) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, Path = Place, MaxAge = kept, IsEssential = true };
}
