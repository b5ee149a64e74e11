using System.Text.Json;
using System.Text.Json.Nodes;

namespace ProductGate.Domain;

/// <summary>A policy document that cannot be used, with every fault found in it.</summary>
public sealed class InvalidPolicyException(IReadOnlyList<string> faults) : Exception($"The policy is not usable: {string.Join(" ", faults)}")
{
    public IReadOnlyList<string> Faults { get; } = faults;
}

/// <summary>Reads and checks a policy document; nothing but a checked policy ever judges a product.</summary>
public static class PolicyReader
{
    private static readonly JsonDocumentOptions Unambiguous = new() { AllowDuplicateProperties = false };

    /// <summary>The policy that is shipped: the table of the source (domain.md).</summary>
    public static Policy Default { get; } = Read(Resources.Text("default.1.json"));

    /// <summary>A policy contains its calendar, or names it by id and version; its hash is that of the document with the calendar in it, so a calendar that is edited is noticed like a policy that is (R11).</summary>
    /// <param name="calendars">Those that may be named; the shipped ones if absent.</param>
    /// <exception cref="InvalidPolicyException">The document is not JSON of this form, or contradicts itself.</exception>
    public static Policy Read(string json, IEnumerable<Calendar>? calendars = null)
    {
        Policy policy;
        try
        {
            json = WithCalendar(json, calendars ?? CalendarReader.Shipped);
            policy = JsonSerializer.Deserialize<Policy>(json, Json.Strict) ?? throw new JsonException("A policy is a JSON object.");
        }
        catch (JsonException e)
        {
            throw new InvalidPolicyException([e.Message]);
        }
        var (faults, document) = (PolicyChecks.Of(policy).ToList(), CanonicalJson.Parse(json));
        return faults.Count == 0 ? policy with { Hash = document.Hash, Document = document, Calendar = CalendarReader.Hashed(policy.Calendar) } : throw new InvalidPolicyException(faults);
    }

    private sealed record CalendarName(string Id, int Version);

    private static string WithCalendar(string json, IEnumerable<Calendar> calendars)
    {
        if (JsonNode.Parse(json, documentOptions: Unambiguous) is not JsonObject policy || policy["calendar"] is not JsonObject named || named.ContainsKey("utcOffset")) return json;
        var name = named.Deserialize<CalendarName>(Json.Strict)!;
        var calendar = calendars.FirstOrDefault(c => c.Id == name.Id && c.Version == name.Version) ?? throw new InvalidPolicyException([$"There is no calendar '{name.Id}' of version {name.Version}."]);
        policy["calendar"] = JsonSerializer.SerializeToNode(calendar, Json.Options);
        return policy.ToJsonString();
    }
}
