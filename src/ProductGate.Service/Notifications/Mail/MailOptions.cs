using MailKit.Security;

namespace ProductGate.Service.Notifications;

public enum MailSecurity
{
    Tls,
    StartTls,
    None,
}

/// <summary>Section <c>Mail</c> of the configuration. Without a host no mail is sent, and the inbox is the only channel for people.</summary>
public sealed class MailOptions
{
    public string Host { get; set; } = "";
    public int Port { get; set; } = 587;
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;
    public string User { get; set; } = "";
    public string Password { get; set; } = "";
    public string From { get; set; } = "";

    /// <summary>Where people reach the service, such as <c>https://gate.bank.example</c>: the beginning of every link.</summary>
    public string LinkBase { get; set; } = "";

    /// <summary>PEM file of the authority behind the mail server's certificate, where the machine does not know it.</summary>
    public string Authority { get; set; } = "";

    public bool IsOn => Host.Length > 0;

    public string Domain => From[(From.LastIndexOf('@') + 1)..].TrimEnd('>');

    internal SecureSocketOptions Sockets => Security switch
    {
        MailSecurity.None => SecureSocketOptions.None,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.SslOnConnect,
    };

    /// <exception cref="InvalidOperationException">It cannot work, or would send a password in the clear.</exception>
    internal static MailOptions Of(IConfiguration configuration)
    {
        var options = configuration.GetSection("Mail").Get<MailOptions>() ?? new();
        options.LinkBase = options.LinkBase.TrimEnd('/');
        if (!options.IsOn) return options;
        if (!MailAddress.IsUsable(options.From)) throw new InvalidOperationException("Mail:From must be one mail address; with Mail:Host it is needed.");
        if (!Uri.TryCreate(options.LinkBase, UriKind.Absolute, out var link) || link.Scheme is not ("https" or "http")) throw new InvalidOperationException("Mail:LinkBase must be the address at which people reach the service.");
        if (options.Authority.Length > 0 && !File.Exists(options.Authority)) throw new InvalidOperationException("Mail:Authority must be a PEM file; there is none.");
        if (options is { User.Length: > 0, Security: MailSecurity.None }) throw new InvalidOperationException("Mail:Security None would send Mail:Password in the clear.");
        return options;
    }
}
