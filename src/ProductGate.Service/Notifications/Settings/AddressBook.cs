namespace ProductGate.Service.Notifications;

/// <summary>The mail address of a recipient: a person's own, or the one configured for an office.</summary>
public sealed class AddressBook(Profiles profiles, IConfiguration configuration)
{
    private const string Person = "person:";
    private const string Office = "office:";

    /// <summary>The recipient that stands for an office or a team, where it has a mailbox of its own.</summary>
    public string? OfficeOf(string audience) => Configured(audience) is null ? null : Office + audience;

    public async Task<string?> Of(string recipient, CancellationToken stop) => recipient.StartsWith(Office, StringComparison.Ordinal)
        ? Configured(recipient[Office.Length..])
        : (await profiles.Find(recipient[Person.Length..], stop))?.Mail;

    /// <exception cref="InvalidOperationException">An office's address is none.</exception>
    public void Check()
    {
        foreach (var (name, address) in configuration.GetSection("Notifications:Offices").AsEnumerable(makePathsRelative: true))
            if (address is { Length: > 0 } && !MailAddress.IsUsable(address)) throw new InvalidOperationException($"Notifications:Offices:{name} must be one mail address.");
    }

    private string? Configured(string audience) => configuration[$"Notifications:Offices:{audience}"] is { Length: > 0 } address ? address : null;
}
