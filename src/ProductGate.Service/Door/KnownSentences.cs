using ProductGate.Domain;

namespace ProductGate.Service.Door;

/// <summary>Sentences that libraries hand on as plain texts, from readers, validators and health checks: known again here, to be said in another language.</summary>
internal static class KnownSentences
{
    private static readonly Phrase[] All =
    [
        $"At most {0} characters.", $"At most {0} entries.", $"Notices do not get through: {""}.",
        $"Calendar {""} ended on {""}: later days count as plain weekdays and weekends. Add its next version, then recalculate-deadlines.",
        $"Calendar {""} ends on {""}: later days count as plain weekdays and weekends. Add its next version, then recalculate-deadlines.",
        "A JSON object is expected.", "A text is expected.", "A list contains null.", "A date is expected, such as \"2026-03-02\".", "A time is expected, such as \"2026-03-02T09:00:00Z\".",
    ];

    /// <summary>A sentence without holes is its own form.</summary>
    public static Phrase Of(string text) => All.Select(known => known.Like(text)).FirstOrDefault(found => found is not null) ?? text;
}
