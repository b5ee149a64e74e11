using System.Globalization;
using System.Text;
using CsvHelper.Configuration;

namespace ProductGate.Service.Door;

/// <summary>How files for spreadsheets are written (RFC 4180).</summary>
internal static class Spreadsheets
{
    /// <remarks>What somebody typed must stay text: a spreadsheet would run what begins like a formula.</remarks>
    public static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture) { NewLine = "\r\n", InjectionOptions = InjectionOptions.Escape };

    /// <remarks>With its mark, or a spreadsheet takes Chinese for something else.</remarks>
    public static readonly Encoding Text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);

    public static string? At(DateTimeOffset? time) => time?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
