using System.Globalization;
using System.Text.Json;
using ProductGate.Domain;

namespace ProductGate.Service.Audit;

/// <summary>Facts as an object-centric event log: OCEL 2.0 in JSON (ocel-standard.org), for tools of process mining. Every value is a string, as its schema asks.</summary>
internal static class OcelJson
{
    private const int FlushAt = 64 * 1024;

    private static readonly (string Name, string Type)[] OfEvents = [("version", "integer"), ("sentence", "string")];

    /// <remarks>The facts are read twice, for objects and for events, so that nothing has to be kept but who and which offices were met.</remarks>
    public static async Task Write(Stream file, FactStream facts, CancellationToken stop)
    {
        await using var json = new Utf8JsonWriter(file, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        Types(json, "objectTypes", OcelTypes.Attributes.Select(t => (t.Key, t.Value.Select(a => (a, "string")))));
        Types(json, "eventTypes", FactNames.All.Values.Order(StringComparer.Ordinal).Select(n => (n, OfEvents.AsEnumerable())));
        await Objects(json, facts, stop);
        await Events(json, facts, stop);
        json.WriteEndObject();
        await json.FlushAsync(stop);
    }

    private static void Types(Utf8JsonWriter json, string member, IEnumerable<(string Name, IEnumerable<(string Name, string Type)> Attributes)> types)
    {
        json.WriteStartArray(member);
        foreach (var (name, attributes) in types)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteStartArray("attributes");
            foreach (var attribute in attributes) Pair(json, ("name", attribute.Name), ("type", attribute.Type));
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static async Task Objects(Utf8JsonWriter json, FactStream facts, CancellationToken stop)
    {
        var met = new HashSet<(string Id, string Type)>();
        json.WriteStartArray("objects");
        await foreach (var e in facts.Read(stop))
        {
            var fact = (IFact)e.Data;
            if (Ocel.Begins(e.StreamId, e.Version, fact) is { } begun) Object(json, begun);
            foreach (var link in Ocel.About(e.StreamId, e.Version, fact, e.UserName ?? "").Where(l => l.Type is OcelTypes.Person or OcelTypes.Office)) met.Add((link.Id, link.Type));
            await Flush(json, stop);
        }
        foreach (var (id, type) in met.Order()) Object(json, new(id, type, default, [], []));
        json.WriteEndArray();
    }

    private static void Object(Utf8JsonWriter json, OcelObject o)
    {
        json.WriteStartObject();
        json.WriteString("id", o.Id);
        json.WriteString("type", o.Type);
        json.WriteStartArray("attributes");
        foreach (var (name, value) in OcelTypes.Attributes[o.Type].Zip(o.Attributes)) Pair(json, ("name", name), ("time", Time(o.At)), ("value", value));
        json.WriteEndArray();
        Links(json, o.Links);
        json.WriteEndObject();
    }

    private static async Task Events(Utf8JsonWriter json, FactStream facts, CancellationToken stop)
    {
        json.WriteStartArray("events");
        await foreach (var e in facts.Read(stop))
        {
            var fact = (IFact)e.Data;
            json.WriteStartObject();
            json.WriteString("id", $"event/{e.Sequence}");
            json.WriteString("type", e.EventTypeName);
            json.WriteString("time", Time(e.Timestamp));
            json.WriteStartArray("attributes");
            Pair(json, ("name", "version"), ("value", e.Version.ToString(CultureInfo.InvariantCulture)));
            Pair(json, ("name", "sentence"), ("value", History.Sentence(fact).ToString()));
            json.WriteEndArray();
            Links(json, Ocel.About(e.StreamId, e.Version, fact, e.UserName ?? ""));
            json.WriteEndObject();
            await Flush(json, stop);
        }
        json.WriteEndArray();
    }

    private static void Links(Utf8JsonWriter json, IEnumerable<OcelLink> links)
    {
        json.WriteStartArray("relationships");
        foreach (var link in links) Pair(json, ("objectId", link.Id), ("qualifier", link.Qualifier));
        json.WriteEndArray();
    }

    private static void Pair(Utf8JsonWriter json, params (string Name, string Value)[] members)
    {
        json.WriteStartObject();
        foreach (var (name, value) in members) json.WriteString(name, value);
        json.WriteEndObject();
    }

    private static ValueTask Flush(Utf8JsonWriter json, CancellationToken stop) => json.BytesPending < FlushAt ? default : new(json.FlushAsync(stop));

    private static string Time(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
