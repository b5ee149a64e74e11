namespace ProductGate.Domain;

/// <summary>Names one exact calendar: its hash is that of its canonical JSON.</summary>
public sealed record CalendarRef(string Id, int Version, string Hash)
{
    /// <summary>As deadlines cite it.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Name => $"{Id}.{Version}";
}
