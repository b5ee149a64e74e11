using System.Collections.Concurrent;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace ProductGate.Service.Notifications;

/// <summary>Hands messages to the bank's mail server, over connections that are kept for the next one.</summary>
public sealed class Postman(MailOptions options, DeliveryTimes times) : IDisposable
{
    private readonly ConcurrentBag<SmtpClient> idle = [];
    private readonly MailAuthority? authority = options.Authority.Length > 0 ? new(options.Authority) : null;

    /// <exception cref="DeliveryRefusedException">The server will never take this message for this recipient.</exception>
    /// <exception cref="DeliveryUncertainException">The text went out, and the connection or our patience ended before the answer.</exception>
    public async Task Send(MimeMessage message, CancellationToken stop)
    {
        using var handover = new Handover(times, stop);
        var client = await Line(handover);
        try
        {
            await client.SendAsync(message, handover.Step(), handover);
            idle.Add(client);
        }
        catch (Exception e)
        {
            // Whatever state the connection is in, nobody should find out with their own message.
            client.Dispose();
            throw Failure(e, handover);
        }
    }

    public void Dispose()
    {
        while (idle.TryTake(out var client)) client.Dispose();
    }

    private static Exception Failure(Exception e, Handover handover) => e switch
    {
        SmtpCommandException refused when IsFinal(refused) => new DeliveryRefusedException($"The mail server refuses it: {(int)refused.StatusCode} {MailAddress.OneLine(e.Message)}", e),
        // An answer, if not a good one: it has not taken the letter.
        CommandException or ServiceNotAuthenticatedException => e,
        _ when handover.Begun => new DeliveryUncertainException($"The letter went out, but the mail server did not say whether it took it: {MailAddress.OneLine(handover.Reason(e).Message)}", e),
        _ => handover.Reason(e),
    };

    /// <remarks>A refused sender is our own configuration, and worth trying again once it is mended.</remarks>
    private static bool IsFinal(SmtpCommandException e) => (int)e.StatusCode >= 500 && e.ErrorCode is (SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted);

    private async Task<SmtpClient> Line(Handover handover)
    {
        while (idle.TryTake(out var kept))
            try
            {
                await kept.NoOpAsync(handover.Step());
                return kept;
            }
            catch (Exception e)
            {
                kept.Dispose();
                // The server closed it in the meantime; anything else is the failure of this attempt.
                if (e is not (IOException or ServiceNotConnectedException or ProtocolException or CommandException)) throw handover.Reason(e);
            }
        return await Connect(handover);
    }

    private async Task<SmtpClient> Connect(Handover handover)
    {
        var client = new SmtpClient { LocalDomain = options.Domain };
        if (authority is not null) client.ServerCertificateValidationCallback = authority.Vouches;
        try
        {
            await client.ConnectAsync(options.Host, options.Port, options.Sockets, handover.Step());
            if (options.User.Length > 0) await client.AuthenticateAsync(options.User, options.Password, handover.Step());
            return client;
        }
        catch (Exception e)
        {
            client.Dispose();
            throw e switch
            {
                SslHandshakeException => new DeliveryFailedException($"The mail server's certificate is not to be trusted. {e.Message}", e),
                AuthenticationException => new DeliveryFailedException($"The mail server does not accept Mail:User with Mail:Password: {e.Message}", e),
                _ => handover.Reason(e),
            };
        }
    }
}
