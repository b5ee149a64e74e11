using Microsoft.Extensions.Primitives;
using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Ui;

/// <summary>What somebody tried with a form of the page, where it did not simply succeed: nothing typed is lost, and each field knows what is wrong with it.</summary>
public sealed class Attempt
{
    private Dictionary<string, StringValues> typed = [];

    /// <summary>The name of the form; null where nothing was tried.</summary>
    public string? Form { get; private set; }

    /// <summary>The page on which the form stands.</summary>
    public string? Page { get; private set; }

    /// <summary>Whether the page that is shown again has the form.</summary>
    public bool IsShown { get; private set; }

    /// <summary>What went wrong; null where the form is only shown again (a row more, a preview).</summary>
    public Problem? Problem { get; private set; }

    /// <summary>What would happen, where that was asked.</summary>
    public CommandAnswer? Preview { get; private set; }

    /// <summary>The version that the person saw.</summary>
    public long? Seen => long.TryParse(typed.GetValueOrDefault(Forms.Version), out var version) ? version : null;

    public bool IsStale => Problem?.Code == "stale-version";

    public IReadOnlyDictionary<string, StringValues> Typed => typed;

    public bool Is(string form) => Form == form;

    /// <summary>What was typed into a field of this form; null where the form was not sent.</summary>
    public string? Value(string form, string field) => Is(form) ? typed.GetValueOrDefault(field).ToString() : null;

    public StringValues Values(string form, string field) => Is(form) ? typed.GetValueOrDefault(field) : default;

    /// <summary>What is wrong with a field of this form.</summary>
    public Phrase? Error(string form, string field) => Is(form) && Problem?.Errors?.GetValueOrDefault(field) is [var first, ..] ? first : null;

    /// <summary>Numbers the rows of a table from 0, without the empty ones and the one that is taken out: what is wrong with a row is then said at that row.</summary>
    internal void Tidy(string table, int? without = null)
    {
        var said = typed.Where(f => f.Key.StartsWith(table + "[", StringComparison.Ordinal) && f.Value.ToString().Length > 0).ToList();
        var rows = FormJson.Rows(typed, table).Where(r => r != without && said.Any(f => f.Key.StartsWith($"{table}[{r}].", StringComparison.Ordinal)));
        var moved = rows.SelectMany((r, i) => said.Where(f => f.Key.StartsWith($"{table}[{r}].", StringComparison.Ordinal)).Select(f => KeyValuePair.Create($"{table}[{i}]{f.Key[(f.Key.IndexOf(']', StringComparison.Ordinal) + 1)..]}", f.Value)));
        typed = typed.Where(f => !f.Key.StartsWith(table + "[", StringComparison.Ordinal)).Concat(moved.ToList()).ToDictionary();
    }

    /// <summary>Makes it a question: what would happen?</summary>
    internal void OnlyAsk() => typed["preview"] = "true";

    internal void Sent(string form, string page, Dictionary<string, StringValues> values) => (Form, Page, typed) = (form, page, values);

    internal void Shows(string form) => IsShown |= Is(form);

    internal void Failed(Problem problem) => Problem = problem;

    internal void WouldBe(CommandAnswer answer) => Preview = answer;
}
