using ProductGate.Domain;

namespace ProductGate.Service.Notifications;

/// <summary>The mail address of a recipient: a person's own, or the one configured for an office.</summary>
public sealed class AddressBook(Profiles profiles, MailOptions mail, IConfiguration configuration)
{
    private const string Person = "person:";
    private const string Office = "office:";

    /// <summary>The recipient that stands for an office or a team, where it has a mailbox of its own.</summary>
    public string? OfficeOf(string audience) => Configured(audience) is null ? null : Office + audience;

    public async Task<string?> Of(string recipient, CancellationToken stop) => recipient.StartsWith(Office, StringComparison.Ordinal)
        ? Configured(recipient[Office.Length..])
        : (await profiles.Find(recipient[Person.Length..], stop))?.Mail;

    /// <summary>Whether mail for these audiences comes to a mailbox even if none of their people has one.</summary>
    public bool HasMailboxOf(IEnumerable<string> audiences) => !mail.IsOn || audiences.All(a => Configured(a) is not null);

    /// <exception cref="InvalidOperationException">An office's address is none, or there is no such office.</exception>
    public void Check()
    {
        foreach (var (name, address) in configuration.GetSection("Notifications:Offices").AsEnumerable(makePathsRelative: true))
        {
            if (address is not { Length: > 0 }) continue;
            if (!Audience.IsOfOffice(name)) throw new InvalidOperationException($"Notifications:Offices:{name} is neither an office nor product-team:<team>.");
            if (!MailAddress.IsUsable(address)) throw new InvalidOperationException($"Notifications:Offices:{name} must be one mail address.");
        }
    }

    private string? Configured(string audience) => configuration[$"Notifications:Offices:{audience}"] is { Length: > 0 } address ? address : null;
}
