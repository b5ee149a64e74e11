using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Audit;

/// <summary>Facts as a spreadsheet reads them (RFC 4180), a row each, oldest first.</summary>
internal static class TrailCsv
{
    private static readonly string[] Columns = ["sequence", "product", "version", "time", "type", "actor", "name", "roles", "sentence", "data", "correlation", "causation"];

    public static async Task Write(Stream file, FactStream facts, CancellationToken stop)
    {
        await using var text = new StreamWriter(file, Spreadsheets.Text, leaveOpen: true);
        await using var csv = new CsvWriter(text, Spreadsheets.Format, leaveOpen: true);
        foreach (var column in Columns) csv.WriteField(column);
        await csv.NextRecordAsync();
        await foreach (var e in facts.Read(stop))
        {
            foreach (var field in Fields(e.StreamId, TrailEntry.Of(e))) csv.WriteField(field);
            await csv.NextRecordAsync();
        }
    }

    private static IEnumerable<string?> Fields(Guid product, TrailEntry e) =>
    [
        e.Sequence.ToString(CultureInfo.InvariantCulture), $"{product}", e.Version.ToString(CultureInfo.InvariantCulture), Spreadsheets.At(e.Time), e.Type, e.Actor.Id, e.Actor.Name,
        string.Join(' ', e.Actor.Roles), e.Sentence.ToString(), JsonSerializer.Serialize(e.Data, e.Data.GetType(), Json.Options), e.CorrelationId, e.CausationId,
    ];
}
