using MimeKit;

namespace ProductGate.Service.Notifications;

/// <summary>A mail address as somebody wrote it down: exactly one, no display name, plain characters.</summary>
internal static class MailAddress
{
    private const int Longest = 254;

    /// <remarks>Line breaks, commas and spaces, with which more recipients or headers could be smuggled in, are not among the characters.</remarks>
    public static bool IsUsable(string text) =>
        text.Length <= Longest && text.All(c => c is > ' ' and <= '~' and not (',' or ';' or '<' or '>' or '"' or '(' or ')' or '\\' or ':' or '[' or ']'))
        && text.Count(c => c == '@') == 1 && text.IndexOf('@', StringComparison.Ordinal) is > 0 and <= 64 && HasDomain(text[(text.IndexOf('@', StringComparison.Ordinal) + 1)..])
        && MailboxAddress.TryParse(text, out var address) && address.Address == text;

    /// <summary>Text of others in a header: one line, whatever it contained.</summary>
    public static string OneLine(string text, int longest = 180)
    {
        var line = string.Join(' ', string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= longest ? line : $"{line[..longest]}…";
    }

    private static bool HasDomain(string domain) => Uri.CheckHostName(domain) == UriHostNameType.Dns && !domain.EndsWith('.');
}
