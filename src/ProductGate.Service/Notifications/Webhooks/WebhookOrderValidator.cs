using System.Net;
using FluentValidation;
using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Notifications;

internal sealed class WebhookOrderValidator : AbstractValidator<WebhookOrder>
{
    private const int LongestUrl = 2000;

    public WebhookOrderValidator(WebhookOptions options)
    {
        RuleFor(o => o.Url).Text(LongestUrl).Must(u => IsUsable(u ?? "", options))
            .WithMessage(options.AllowPrivateTargets ? "An http or https address without a user or a fragment." : "An https address of the public internet, without a user or a fragment.");
        RuleForEach(o => o.Kinds).Must(kind => kind == CheckpointCalls.Kind || Wishes.IsKind(kind)).WithMessage("There is no such kind of notice.");
    }

    /// <remarks>A name is looked up when it is called; here only what is wrong for certain.</remarks>
    private static bool IsUsable(string url, WebhookOptions options) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address is { UserInfo: "", Fragment: "", Host.Length: > 0 } && !url.Any(char.IsWhiteSpace)
        && (address.Scheme == Uri.UriSchemeHttps || (options.AllowPrivateTargets && address.Scheme == Uri.UriSchemeHttp))
        && (options.AllowPrivateTargets || !address.IsLoopback && (!IPAddress.TryParse(address.IdnHost.Trim('[', ']'), out var literal) || PublicAddresses.Contain(literal)));
}
