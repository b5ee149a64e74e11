namespace ProductGate.Domain;

/// <summary>Plain words for the domain's terms, for sentences that people read.</summary>
public static class Words
{
    public static string Of(Stage stage) => Spaced(stage.ToString());

    public static string Of(Section section) => Spaced(section.ToString());

    public static string Of(Role role) => role switch
    {
        Role.ProductTeam => "the product team",
        Role.ProtectionOffice => "the protection office",
        Role.ProtectionHead => "the head of the protection office",
        Role.Compliance => "compliance",
        Role.Committee => "the committee",
        Role.Complaints => "the complaints desk",
        Role.Liaison => "the liaison officers",
        Role.Administrator => "the administrators",
        _ => role.ToString().ToLowerInvariant(),
    };

    public static string Of(IEnumerable<Power> powers) => string.Join(" and ", powers.Select(p => Spaced(p.ToString())));

    public static string Of(Opinion opinion) => $"{Spaced(opinion.Kind.ToString())} O{opinion.Number} \"{opinion.Subject}\"";

    public static string Of(Review review) => $"review V{review.Number} ({Spaced(review.Kind.ToString())})";

    /// <summary>"TargetMarket" as "target market". Plain loops: every gate is made of such words, and a gate is asked at every command.</summary>
    public static string Spaced(string pascal)
    {
        Span<char> words = stackalloc char[pascal.Length * 2];
        var length = 0;
        foreach (var c in pascal)
        {
            if (char.IsAsciiLetterUpper(c) && length > 0) words[length++] = ' ';
            words[length++] = char.ToLowerInvariant(c);
        }
        return new(words[..length]);
    }

    public static string Capital(string sentence) => sentence.Length == 0 ? "" : char.ToUpperInvariant(sentence[0]) + sentence[1..];
}
