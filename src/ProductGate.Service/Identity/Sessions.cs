using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Npgsql;

namespace ProductGate.Service.Identity;

/// <summary>Browser sessions in the database. The cookie holds a key; a row holds the key's hash, so that reading the table signs nobody in.</summary>
internal sealed class Sessions(NpgsqlDataSource database, IDataProtectionProvider protection, TimeProvider clock, SignInOptions options) : ITicketStore
{
    private readonly IDataProtector protector = protection.CreateProtector("ProductGate.Sessions");

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var key = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        await using var command = database.CreateCommand($"insert into {SignInTables.Sessions} (id, ticket, expires_at, ends_at) values ($1, $2, least($3, $4), $4)");
        Fill(command, key, ticket);
        command.Parameters.AddWithValue(clock.GetUtcNow() + options.Session.Longest);
        await command.ExecuteNonQueryAsync();
        return key;
    }

    /// <remarks>Does nothing to a session that was ended meanwhile.</remarks>
    public async Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        await using var command = database.CreateCommand($"update {SignInTables.Sessions} set ticket = $2, expires_at = least($3, ends_at) where id = $1");
        Fill(command, key, ticket);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        await using var command = database.CreateCommand($"select ticket from {SignInTables.Sessions} where id = $1 and expires_at > $2");
        command.Parameters.AddWithValue(Hash(key));
        command.Parameters.AddWithValue(clock.GetUtcNow());
        return await command.ExecuteScalarAsync() is byte[] ticket ? Open(ticket) : null;
    }

    public async Task RemoveAsync(string key)
    {
        await using var command = database.CreateCommand($"delete from {SignInTables.Sessions} where id = $1");
        command.Parameters.AddWithValue(Hash(key));
        await command.ExecuteNonQueryAsync();
    }

    public async Task Sweep(CancellationToken stop)
    {
        await using var command = database.CreateCommand($"delete from {SignInTables.Sessions} where expires_at <= $1");
        command.Parameters.AddWithValue(clock.GetUtcNow());
        await command.ExecuteNonQueryAsync(stop);
    }

    private void Fill(NpgsqlCommand command, string key, AuthenticationTicket ticket)
    {
        command.Parameters.AddWithValue(Hash(key));
        command.Parameters.AddWithValue(protector.Protect(TicketSerializer.Default.Serialize(ticket)));
        command.Parameters.AddWithValue(ticket.Properties.ExpiresUtc ?? clock.GetUtcNow() + options.Session.Idle);
    }

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
