using Marten.Schema;

namespace ProductGate.Service.Stages;

/// <summary>
/// What of a row decides whose matter it is stands in columns too, and in one index: every page counts by them, and reading them out of the JSON of some hundred
/// rows takes longer than all else that a page asks the database.
/// </summary>
internal static class QueueColumns
{
    /// <summary>What the index holds beside audience and order, so that counting reads nothing but the index.</summary>
    public static readonly string[] Counted = ["id", "kind", "until", "late_from", "not_for"];

    /// <remarks>Marten's own <c>Duplicate</c> gives each column an index of its own, which every command would pay for.</remarks>
    public static void Add(DocumentMapping mapping)
    {
        if (mapping.DocumentType != typeof(WorkQueueRow)) return;
        foreach (var name in (string[])[nameof(WorkQueueRow.Audience), nameof(WorkQueueRow.Kind), nameof(WorkQueueRow.Until), nameof(WorkQueueRow.LateFrom), nameof(WorkQueueRow.NotFor)])
            mapping.DuplicateField(name);
    }
}
