using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Products;

namespace ProductGate.Service.Ui;

/// <summary>What somebody typed into a form, under the words that the form had for it: for pages that show it without the form.</summary>
internal static partial class TypedWords
{
    /// <summary>Fields about the form and buttons of it: nobody typed them.</summary>
    private static readonly string[] Untyped = [.. Forms.Hidden, EditPages.Basis, "save", "keep", "add", "remove", "upload", "score", "confirm", "shown", "revision", "stage", "office", "returnUrl", "notice"];

    private static readonly Dictionary<string, Phrase> Known = new()
    {
        ["reason"] = "Reason", ["evidence"] = "Evidence", ["note"] = "Note", ["section"] = "Section", ["kind"] = "Kind", ["due"] = "New last day", ["document"] = "Document",
        ["subject"] = "Subject", ["text"] = "What is wrong", ["wantedChange"] = "The change you want", ["legalBasis"] = "Legal basis", ["answer"] = "Answer", ["result"] = "Answer",
        ["decision"] = "Decision", ["sendBackTo"] = "Send back to", ["conditions.text"] = "What has to be done", ["conditions.owner"] = "By whom", ["conditions.gate"] = "When",
        ["conditions.due"] = "Day, if before the launch", ["conditions.daysAfterLaunch"] = "Days after the launch, if after it",
        ["type"] = "What does the law ask for?", ["outcome"] = "Outcome", ["reference"] = "The regulator's number", ["date"] = "Date", ["expires"] = "Valid until", ["limits"] = "Limits that the regulator set",
        ["channels"] = "Through which channels?", ["indicator"] = "Indicator", ["value"] = "Figure", ["periodEnd"] = "Last day of the period",
        ["conclusion"] = "What follows from it?", ["findings"] = "What was found?", ["remedialAction.action"] = "What is to be done?", ["remedialAction.due"] = "By when?", ["remedialAction.owner"] = "By whom?",
        ["name"] = "Name of the product", ["category"] = "Category", ["team"] = "Team", ["summary"] = "Summary", ["predecessor"] = "Predecessor",
        ["powers"] = "Which powers", ["to"] = "To whom", ["until"] = "Until the end of", ["url"] = "Address", ["mail"] = "My mail address",
    };

    /// <param name="path">The address that the form was sent to.</param>
    public static IEnumerable<(Phrase Word, string Text)> Of(IReadOnlyDictionary<string, StringValues> typed, string path)
    {
        Section? section = path.Split('/') is [.., "dossier", var name, "edit"] ? Filters.Named<Section>(name) : null;
        return from field in typed
               let text = field.Value.ToString()
               where text.Length > 0 && !Untyped.Contains(field.Key) && !field.Key.EndsWith(".sha256", StringComparison.Ordinal) && !field.Key.EndsWith(".item", StringComparison.Ordinal)
               select (section is { } of ? FieldPath.Read(of, field.Key).Words : Word(field.Key), text);
    }

    private static Phrase Word(string field)
    {
        var plain = Row().Replace(field, "");
        var word = Known.GetValueOrDefault(plain) ?? Known.GetValueOrDefault(plain.Split('.')[^1]) ?? Phrase.Verbatim(Words.Spaced(plain));
        return Row().Match(field) is { Success: true } row ? $"{word} {int.Parse(row.Groups[1].ValueSpan, null) + 1}" : word;
    }

    [GeneratedRegex(@"\[(\d{1,4})\]")]
    private static partial Regex Row();
}
