using FluentValidation;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;

namespace ProductGate.Service.Notifications;

/// <summary>How somebody wants to be told.</summary>
/// <param name="Mail">Where to; nothing is mailed without it.</param>
/// <param name="Kinds">By kind of notice; a kind that is not named goes as its urgency asks for.</param>
public sealed record NotificationSettings(string? Mail = null, Dictionary<string, Wish>? Kinds = null);

internal static class SettingsEndpoints
{
    public static void MapSettings(this IEndpointRouteBuilder api)
    {
        api.MapGet("/notifications/settings", Get).Does(Deed.ReadSettings).WithSummary("How I want to be told").Produces<NotificationSettings>().ProducesProblems(401, 403, 503);
        api.MapPut("/notifications/settings", Put).Does(Deed.ChangeSettings).WithSummary("Say how I want to be told: mail address, and by kind AtOnce, Digest or None")
            .WithMetadata(new CommandAddress(typeof(NotificationSettings), Versioned: false)).Produces<NotificationSettings>().ProducesProblems(400, 401, 403, 413, 415, 422, 503);
    }

    private static async Task<IResult> Get(HttpContext http, Profiles profiles) => Results.Json(await http.Settings(profiles), HttpJson.Writing);

    private static async Task<IResult> Put(HttpContext http, Profiles profiles) =>
        Results.Json(await http.Keep(Requests.Parse<NotificationSettings>(await http.Request.Body()), profiles), HttpJson.Writing);

    /// <summary>How whoever asks wants to be told.</summary>
    public static async Task<NotificationSettings> Settings(this HttpContext http, Profiles profiles) => Of(await profiles.Find(http.May(Deed.ReadSettings).Id, http.RequestAborted));

    /// <summary>Keeps what somebody has chosen, if they may.</summary>
    public static async Task<NotificationSettings> Keep(this HttpContext http, NotificationSettings settings, Profiles profiles)
    {
        var by = http.May(Deed.ChangeSettings);
        http.Validate(settings);
        var profile = new Profile(by.Id, settings.Mail, settings.Kinds ?? [], [.. Audience.KeysOf(by)]);
        await profiles.Keep(profile, http.RequestAborted);
        return Of(profile);
    }

    private static NotificationSettings Of(Profile? profile) => new(profile?.Mail, profile?.Kinds ?? []);
}

internal sealed class NotificationSettingsValidator : AbstractValidator<NotificationSettings>
{
    public NotificationSettingsValidator()
    {
        RuleFor(s => s.Mail).Must(m => m is null || MailAddress.IsUsable(m)).WithMessage("This is not one plain mail address.");
        RuleForEach(s => s.Kinds).Must(k => Wishes.IsKind(k.Key)).WithMessage("There is no such kind of notice.")
            .Must(k => k.Value == Wish.AtOnce || !Wishes.Duty.Contains(k.Key)).WithMessage("Duty asks for this kind at once.").OverridePropertyName("kinds");
    }
}
