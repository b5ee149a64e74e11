using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Notifications;

/// <summary>Keeps what people choose, and sees to it that nobody chooses themselves out of reach of their duty.</summary>
internal sealed class SettingsDesk(Profiles profiles, AddressBook addresses, FailingTargets targets)
{
    private static readonly Problem Needed = Problem.Field(
        422, "address-needed", "mail", "Duty is mailed to this address: your office has no mailbox of its own that could stand in for it. Write down another one, or ask for a mailbox of the office.");

    /// <exception cref="ProblemException">The address is needed.</exception>
    public async Task<Profile> Keep(Actor by, NotificationSettings settings, bool saysMail, CancellationToken stop)
    {
        var known = await profiles.Find(by.Id, stop);
        string[] audiences = [.. Audience.KeysOf(by)];
        var mail = saysMail ? settings.Mail : known?.Mail;
        if (mail is null && known?.Mail is not null && !addresses.HasMailboxOf(audiences)) throw new ProblemException(Needed);
        var profile = new Profile(by.Id, mail, settings.Kinds ?? [], audiences, settings.Digest ?? known?.Digest ?? true);
        await profiles.Keep(profile, stop);
        if (mail != known?.Mail) await targets.Gone(FailingTargets.Mailbox(profile.Recipient), stop);
        return profile;
    }
}
