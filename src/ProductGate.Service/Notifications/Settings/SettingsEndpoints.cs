using System.Text.Json;
using FluentValidation;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;

namespace ProductGate.Service.Notifications;

/// <summary>How somebody wants to be told.</summary>
/// <param name="Mail">Where to; nothing is mailed without it. Left out, it stays as it is; null takes it back.</param>
/// <param name="Kinds">By kind of notice; a kind that is not named goes as its urgency asks for.</param>
/// <param name="Digest">Whether a digest comes on working days; left out, it stays as it is.</param>
public sealed record NotificationSettings(string? Mail = null, Dictionary<string, Wish>? Kinds = null, bool? Digest = null);

internal static class SettingsEndpoints
{
    public static void MapSettings(this IEndpointRouteBuilder api)
    {
        api.MapGet("/notifications/settings", Get).Does(Deed.ReadSettings).WithSummary("How I want to be told").Produces<NotificationSettings>().ProducesProblems(401, 403, 503);
        api.MapPut("/notifications/settings", Put).Does(Deed.ChangeSettings).WithSummary("Say how I want to be told: mail address, by kind AtOnce, Digest or None, and whether a digest comes")
            .WithMetadata(new CommandAddress(typeof(NotificationSettings), Versioned: false)).Produces<NotificationSettings>().ProducesProblems(400, 401, 403, 413, 415, 422, 503);
    }

    private static async Task<IResult> Get(HttpContext http, Profiles profiles) => Results.Json(await http.Settings(profiles), HttpJson.Writing);

    private static async Task<IResult> Put(HttpContext http, SettingsDesk desk)
    {
        var body = await http.Request.Body();
        var settings = Requests.Parse<NotificationSettings>(body);
        return Results.Json(await http.Keep(settings, JsonElement.Parse(body).TryGetProperty("mail", out _), desk), HttpJson.Writing);
    }

    /// <summary>How whoever asks wants to be told.</summary>
    public static async Task<NotificationSettings> Settings(this HttpContext http, Profiles profiles) => Of(await profiles.Find(http.May(Deed.ReadSettings).Id, http.RequestAborted));

    /// <summary>Keeps what somebody has chosen, if they may.</summary>
    /// <param name="saysMail">Whether anything was said about the address, if only that there is none.</param>
    public static async Task<NotificationSettings> Keep(this HttpContext http, NotificationSettings settings, bool saysMail, SettingsDesk desk)
    {
        var by = http.May(Deed.ChangeSettings);
        http.Validate(settings);
        return Of(await desk.Keep(by, settings, saysMail, http.RequestAborted));
    }

    private static NotificationSettings Of(Profile? profile) => new(profile?.Mail, profile?.Kinds ?? [], profile?.Digest ?? true);
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
