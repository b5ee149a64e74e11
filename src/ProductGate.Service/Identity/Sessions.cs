using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Npgsql;
using ProductGate.Service.Ops;

namespace ProductGate.Service.Identity;

/// <summary>Browser sessions in the database. The cookie holds a key; a row holds the key's hash, so that reading the table signs nobody in.</summary>
internal sealed class Sessions(NpgsqlDataSource database, IDataProtectionProvider protection, TimeProvider clock, SignInOptions options) : ITicketStore
{
    private readonly IDataProtector protector = protection.CreateProtector("ProductGate.Sessions");

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var key = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        await database.Execute(
            $"insert into {SignInTables.Sessions} (id, ticket, expires_at, ends_at) values ($1, $2, least($3, $4), $4)", CancellationToken.None, Hash(key), Close(ticket), EndOf(ticket), clock.GetUtcNow() + options.Session.Longest);
        return key;
    }

    /// <remarks>Does nothing to a session that was ended meanwhile.</remarks>
    public Task RenewAsync(string key, AuthenticationTicket ticket) =>
        database.Execute($"update {SignInTables.Sessions} set ticket = $2, expires_at = least($3, ends_at) where id = $1", CancellationToken.None, Hash(key), Close(ticket), EndOf(ticket));

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        await using var command = database.Ask($"select ticket from {SignInTables.Sessions} where id = $1 and expires_at > $2", Hash(key), clock.GetUtcNow());
        return await command.ExecuteScalarAsync() is byte[] ticket ? Open(ticket) : null;
    }

    public Task RemoveAsync(string key) => database.Execute($"delete from {SignInTables.Sessions} where id = $1", CancellationToken.None, Hash(key));

    public Task Sweep(CancellationToken stop) => database.Execute($"delete from {SignInTables.Sessions} where expires_at <= $1", stop, clock.GetUtcNow());

    private byte[] Close(AuthenticationTicket ticket) => protector.Protect(TicketSerializer.Default.Serialize(ticket));

    private DateTimeOffset EndOf(AuthenticationTicket ticket) => ticket.Properties.ExpiresUtc ?? clock.GetUtcNow() + options.Session.Idle;

    /// <remarks>A ticket whose protection key is gone belongs to nobody.</remarks>
    private AuthenticationTicket? Open(byte[] ticket)
    {
        try
        {
            return TicketSerializer.Default.Deserialize(protector.Unprotect(ticket));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
