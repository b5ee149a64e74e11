using System.Text.Json.Serialization;

namespace ProductGate.Domain;

/// <summary>A date by which somebody owes something. It never expires silently (R15).</summary>
/// <param name="Key">What it is about: the key of an <see cref="Ask"/>.</param>
/// <param name="Owner">Who is to act now: the asked office, or whoever the matter has climbed to.</param>
/// <param name="Level">0 when first set; one more each time it was missed and climbed.</param>
public sealed record Deadline(Guid Id, string Key, Role Owner, int Level, DateTimeOffset SetAt, DateTimeOffset Due)
{
    /// <summary>The calendar and its version by which the date was reckoned.</summary>
    public string? Calendar { get; init; }

    /// <summary>Since when it stands still; absent while it runs.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>From when its reminders are reckoned: after a pause later than when it was set, by as much as its date is.</summary>
    public DateTimeOffset? RemindedFrom { get; init; }

    /// <summary>Somebody has named the day: no calendar moves it any more.</summary>
    public bool Extended { get; init; }

    [JsonIgnore]
    public bool IsPaused => PausedAt is not null;

    public bool IsDue(DateTimeOffset now) => !IsPaused && now >= Due;
}
