using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ProductGate.Service.Door;

/// <summary>One page of a list; <c>next</c> is the cursor of the following one, absent on the last.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>How much of a list is asked for, and from where.</summary>
internal sealed record Paging(int Limit, string? Cursor)
{
    private const int Most = 200;
    private const int Usual = 50;

    /// <param name="usual">How many where the address does not say.</param>
    public static Paging Of(IQueryCollection query, int usual = Usual)
    {
        var text = query["limit"].ToString();
        var limit = text.Length == 0 ? usual : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= Most
            ? n : throw new ProblemException(Problem.Field(400, "malformed-query", "limit", $"limit is a whole number from 1 to {Most}."));
        var cursor = query["cursor"].ToString();
        return new(limit, cursor.Length == 0 ? null : cursor);
    }

    /// <summary>The place after which the page starts; default where it is the first.</summary>
    public T? After<T>()
    {
        if (Cursor is null) return default;
        try
        {
            return JsonSerializer.Deserialize<T>(Base64Url.DecodeFromChars(Cursor), HttpJson.Reading) ?? throw new JsonException("A place is an object.");
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            throw new ProblemException(Problem.Field(400, "malformed-query", "cursor", "A cursor is what the page before gave as next."));
        }
    }

    /// <summary>A place as the text that leads to it.</summary>
    public static string CursorTo<T>(T place) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(place, HttpJson.Writing)));

    /// <summary>Cuts one more row than asked for into a page and the cursor of the next.</summary>
    public Page<TItem> Cut<TRow, TItem, TPlace>(IReadOnlyList<TRow> rows, Func<TRow, TItem> item, Func<TRow, TPlace> place) => new(
        [.. rows.Take(Limit).Select(item)],
        rows.Count > Limit ? CursorTo(place(rows[Limit - 1])) : null);
}

/// <summary>Reads filters from the address; an unknown value is an error, not an empty list.</summary>
internal static class Filters
{
    private const string Rfc3339 = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK";

    public static T? Enum<T>(this IQueryCollection query, string name)
        where T : struct, Enum
    {
        var text = query[name].ToString();
        if (text.Length == 0) return null;
        return Named<T>(text) ?? throw new ProblemException(Problem.Field(400, "malformed-query", name, $"{name} is one of: {string.Join(", ", System.Enum.GetNames<T>())}."));
    }

    /// <summary>The value of exactly this name. The framework's own reading also takes numbers, and "R1,R2" for R3.</summary>
    public static T? Named<T>(string? text)
        where T : struct, Enum =>
        Array.IndexOf(System.Enum.GetNames<T>(), text) is >= 0 and var i ? System.Enum.GetValues<T>()[i] : null;

    public static bool Flag(this IQueryCollection query, string name) => query[name].ToString() switch
    {
        "" or "false" => false,
        "true" => true,
        _ => throw new ProblemException(Problem.Field(400, "malformed-query", name, $"{name} is true or false.")),
    };

    public static string? Text(this IQueryCollection query, string name)
    {
        var text = query[name].ToString();
        if (text.Length == 0) return null;
        return text.Length <= Limits.Name && HttpJson.Problem(text) is null ? text : throw new ProblemException(Problem.Field(400, "malformed-query", name, $"{name} is a plain text of at most {Limits.Name} characters."));
    }

    public static DateTimeOffset? Time(this IQueryCollection query, string name)
    {
        var text = query[name].ToString();
        if (text.Length == 0) return null;
        return DateTimeOffset.TryParseExact(text, Rfc3339, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : throw new ProblemException(Problem.Field(400, "malformed-query", name, "A time is written as in RFC 3339, such as 2026-03-02T09:00:00Z."));
    }

    /// <summary>A day of the bank, as date fields send it.</summary>
    public static DateOnly? Day(this IQueryCollection query, string name) =>
        query[name].ToString() is not { Length: > 0 } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 9000 ? day
        : throw new ProblemException(Problem.Field(400, "malformed-query", name, "A day is written like 2026-03-02."));
}
