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
        "Nothing is sealed: there is no key to sign checkpoints (Audit:Key).", "Nothing is sealed: the key is another than the log's, and the one before does not say so (Audit:FormerKey).",
        "Checkpoints cannot be written to the folder for them (Audit:Folder).", "What was published last is no checkpoint any more.", "The leaves of the log are not those that were signed.",
        $"A checkpoint of {""} leaves was published, and the database has only {""}: it was set back.", $"The database's log did not grow out of the checkpoint of {""} leaves that was published: it was rewritten.",
        "Nothing is sealed: the key to sign checkpoints cannot be read (Audit:Key).", "What was recorded is not sealed: it has waited for minutes.", "The log has rows that were never sealed.", "The log's list of keys was changed.",
        "The newest checkpoint in the database is not one that was signed here.", "The tree in the database is not the one that was signed.", "The map of products in the database is not the one that was signed.",
        "The time stamping service gives no valid time stamp (Audit:Timestamp).", "Checkpoints cannot be committed to the git repository for them, or not pushed (Audit:Git).", $"The witness {""} did not sign the newest checkpoint.",
        "A checkpoint is missing in the database.", $"The checkpoint of {""} leaves in the database is not the one that was signed.", $"Checkpoint {""} in the database is no checkpoint any more.",
        $"The event {""} in the database cannot be read any more: it was changed.", $"The refusal {""} in the database cannot be read any more: it was changed.",
        $"Refusal {""} was put in later: it was never sealed.", $"Access record {""} was put in later: it was never sealed.",
        $"Leaf {""} of the log is not what was sealed: what it was made of was changed or removed.", $"Event {""} was put in later: it was never sealed.", $"The log lacks its node {""} at level {""}: rows were taken away.",
        "A JSON object is expected.", "A text is expected.", "A list contains null.", "A date is expected, such as \"2026-03-02\".", "A time is expected, such as \"2026-03-02T09:00:00Z\".",
    ];

    /// <summary>A sentence without holes is its own form.</summary>
    public static Phrase Of(string text) => All.Select(known => known.Like(text)).FirstOrDefault(found => found is not null) ?? text;
}
