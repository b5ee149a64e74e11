using System.Globalization;
using CsvHelper;
using ProductGate.Service.Door;

namespace ProductGate.Service.Products;

/// <summary>The list of products as a spreadsheet reads it (RFC 4180).</summary>
internal static class ProductsCsv
{
    private static readonly string[] Columns = ["id", "name", "category", "team", "stage", "disposition", "marketState", "riskGrade", "round", "openObjections", "nextDue", "declaredAt"];

    public static async Task Write(Stream file, IAsyncEnumerable<ProductRow> products, CancellationToken stop)
    {
        await using var text = new StreamWriter(file, Spreadsheets.Text, leaveOpen: true);
        await using var csv = new CsvWriter(text, Spreadsheets.Format, leaveOpen: true);
        foreach (var column in Columns) csv.WriteField(column);
        await csv.NextRecordAsync();
        await foreach (var product in products.WithCancellation(stop))
        {
            foreach (var field in Fields(product.Entry)) csv.WriteField(field);
            await csv.NextRecordAsync();
        }
    }

    private static IEnumerable<string?> Fields(ProductListEntry p) =>
    [
        $"{p.Id}", p.Name, p.Category, p.Team, $"{p.Stage}", $"{p.Disposition}", $"{p.MarketState}", $"{p.RiskGrade}",
        p.Round.ToString(CultureInfo.InvariantCulture), p.OpenObjections.ToString(CultureInfo.InvariantCulture), Spreadsheets.At(p.NextDue), Spreadsheets.At(p.DeclaredAt),
    ];
}
