using System.Collections.Concurrent;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace ProductGate.Service.Notifications;

/// <summary>Hands messages to the bank's mail server, over connections that are kept for the next one.</summary>
public sealed class Postman(MailOptions options) : IDisposable
{
    private readonly ConcurrentBag<SmtpClient> idle = [];
    private readonly MailAuthority? authority = options.Authority.Length > 0 ? new(options.Authority) : null;

    /// <exception cref="DeliveryRefusedException">The server will never take this message for this recipient.</exception>
    public async Task Send(MimeMessage message, CancellationToken stop)
    {
        var client = await Line(stop);
        try
        {
            await client.SendAsync(message, stop);
            idle.Add(client);
        }
        catch (SmtpCommandException e) when (IsFinal(e))
        {
            client.Dispose();
            throw new DeliveryRefusedException($"The mail server refuses it: {(int)e.StatusCode} {MailAddress.OneLine(e.Message)}", e);
        }
        catch
        {
            // Whatever state the connection is in, nobody should find out with their own message.
            client.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        while (idle.TryTake(out var client)) client.Dispose();
    }

    /// <remarks>A refused sender is our own configuration, and worth trying again once it is mended.</remarks>
    private static bool IsFinal(SmtpCommandException e) => (int)e.StatusCode >= 500 && e.ErrorCode is (SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted);

    private async Task<SmtpClient> Line(CancellationToken stop)
    {
        while (idle.TryTake(out var kept))
            try
            {
                await kept.NoOpAsync(stop);
                return kept;
            }
            catch (Exception e) when (e is IOException or ServiceNotConnectedException or ProtocolException or CommandException)
            {
                // The server closed it in the meantime.
                kept.Dispose();
            }
        return await Connect(stop);
    }

    private async Task<SmtpClient> Connect(CancellationToken stop)
    {
        var client = new SmtpClient { LocalDomain = options.Domain };
        if (authority is not null) client.ServerCertificateValidationCallback = authority.Vouches;
        try
        {
            await client.ConnectAsync(options.Host, options.Port, options.Sockets, stop);
            if (options.User.Length > 0) await client.AuthenticateAsync(options.User, options.Password, stop);
            return client;
        }
        catch (Exception e)
        {
            client.Dispose();
            if (e is SslHandshakeException) throw new DeliveryFailedException($"The mail server's certificate is not to be trusted. {e.Message}", e);
            if (e is AuthenticationException) throw new DeliveryFailedException($"The mail server does not accept Mail:User with Mail:Password: {e.Message}", e);
            throw;
        }
    }
}
