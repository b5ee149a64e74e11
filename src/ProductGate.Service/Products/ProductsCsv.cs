using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace ProductGate.Service.Products;

/// <summary>The list of products as a spreadsheet reads it (RFC 4180).</summary>
internal static class ProductsCsv
{
    private static readonly string[] Columns = ["id", "name", "category", "team", "stage", "disposition", "marketState", "riskGrade", "round", "openObjections", "nextDue", "declaredAt"];

    /// <remarks>What somebody typed must stay text: a spreadsheet would run a name that begins like a formula.</remarks>
    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture) { NewLine = "\r\n", InjectionOptions = InjectionOptions.Escape };

    public static async Task Write(Stream file, IAsyncEnumerable<ProductRow> products, CancellationToken stop)
    {
        // With its mark, or a spreadsheet takes Chinese for something else.
        await using var text = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await using var csv = new CsvWriter(text, Format, leaveOpen: true);
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
        p.Round.ToString(CultureInfo.InvariantCulture), p.OpenObjections.ToString(CultureInfo.InvariantCulture), At(p.NextDue), At(p.DeclaredAt),
    ];

    private static string? At(DateTimeOffset? time) => time?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
