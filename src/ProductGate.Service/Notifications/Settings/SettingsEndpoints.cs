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

    private static async Task<IResult> Get(HttpContext http, Profiles profiles)
    {
        var by = http.May(Deed.ReadSettings);
        return Answer(await profiles.Find(by.Id, http.RequestAborted));
    }

    private static async Task<IResult> Put(HttpContext http, Profiles profiles)
    {
        var by = http.May(Deed.ChangeSettings);
        var settings = Requests.Parse<NotificationSettings>(await http.Request.Body());
        http.Validate(settings);
        var profile = new Profile(by.Id, settings.Mail, settings.Kinds ?? [], [.. Audience.KeysOf(by)]);
        await profiles.Keep(profile, http.RequestAborted);
        return Answer(profile);
    }

    private static IResult Answer(Profile? profile) => Results.Json(new NotificationSettings(profile?.Mail, profile?.Kinds ?? []), HttpJson.Writing);
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
