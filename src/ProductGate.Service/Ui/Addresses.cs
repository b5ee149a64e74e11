using Microsoft.AspNetCore.WebUtilities;

namespace ProductGate.Service.Ui;

/// <summary>Addresses of pages that differ in one question.</summary>
internal static class Addresses
{
    /// <summary>The same page with this answer.</summary>
    public static string With(string here, string name, string value)
    {
        var (path, query) = (here.Split('?')[0], QueryHelpers.ParseQuery(here.Contains('?', StringComparison.Ordinal) ? here[here.IndexOf('?', StringComparison.Ordinal)..] : ""));
        query[name] = value;
        return QueryHelpers.AddQueryString(path, query);
    }

    /// <summary>What the address of the page answers to this question; empty where it says nothing.</summary>
    public static string Asked(this Visit visit, string name) =>
        visit.Here.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at && QueryHelpers.ParseQuery(visit.Here[at..]).TryGetValue(name, out var value) ? value.ToString() : "";
}
