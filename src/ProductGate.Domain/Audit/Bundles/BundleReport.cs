using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace ProductGate.Domain;

/// <summary>A bundle's facts as a page for people, to be read and printed. It is made from the facts alone, so that a verifier can make it again.</summary>
public static class BundleReport
{
    /// <summary>Of the page and its words, and of README.txt: those of another version cannot be made again to compare.</summary>
    public const int Version = 1;

    public static readonly ImmutableArray<Lexicon> Languages = [Lexicon.English, Lexicon.Chinese];

    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    private const string Style = "body{font:14px/1.5 system-ui,sans-serif;max-width:60em;margin:2em auto;padding:0 1em}table{border-collapse:collapse;width:100%}"
        + "th,td{text-align:left;vertical-align:top;padding:.3em .6em;border-bottom:1px solid #bbb}td:nth-child(-n+2){white-space:nowrap}tr{break-inside:avoid}thead{display:table-header-group}";

    internal static string Write(IReadOnlyList<FactLine> lines, int refusals, Checkpoint checkpoint, Lexicon lexicon)
    {
        var facts = lines.Where(l => l.Leaf is not null).Select(l => (Leaf: l.Leaf!, l.Fact)).ToList();
        var name = facts.Select(f => f.Fact).OfType<ProductDeclared>().FirstOrDefault()?.Name ?? facts.FirstOrDefault().Leaf?.Stream.ToString() ?? "";
        var page = new StringBuilder($"<!doctype html>\n<html lang=\"{lexicon.Code}\">\n<head><meta charset=\"utf-8\"><title>{Say($"Audit report: {name}")}</title><style>{Style}</style></head>\n<body>\n");
        page.Append($"<h1>{Say($"Audit report: {name}")}</h1>\n");
        page.Append($"<p>{Say($"Everything that {checkpoint.Origin} recorded about this product until {LogTime.Write(checkpoint.At)}: {facts.Count} facts.")}</p>\n");
        page.Append($"<p>{Say($"{refusals} commands were refused; they changed nothing.")} {Say("This page is made from the facts beside it; whether those are what the log holds, the verifier says.")}</p>\n");
        page.Append($"<table>\n<thead><tr><th>{Say("No.")}</th><th>{Say("Time (UTC)")}</th><th>{Say("By whom")}</th><th>{Say("What happened")}</th></tr></thead>\n<tbody>\n");
        foreach (var (leaf, fact) in facts) page.Append($"<tr><td>{leaf.Version}</td><td>{Encode(Time(leaf.At))}</td><td>{Encode(leaf.Actor.Name ?? leaf.Actor.Id)}</td><td>{Say(fact is null ? Phrase.Verbatim(leaf.Type) : History.Sentence(fact))}</td></tr>\n");
        return page.Append("</tbody>\n</table>\n</body>\n</html>\n").ToString();

        string Say(Phrase phrase) => Encode(phrase.In(lexicon));
    }

    private static string Time(string at) => at.Length > 19 ? at[..19].Replace('T', ' ') : at;

    private static string Encode(string text) => Html.Encode(text);
}
