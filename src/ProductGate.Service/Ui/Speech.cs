using System.Globalization;
using ProductGate.Domain;

namespace ProductGate.Service.Ui;

/// <summary>Says everything on a page in the reader's language, and gives times in the bank's own.</summary>
public sealed class Speech
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;
    private TimeSpan offset;

    public Lexicon Lexicon { get; private set; } = Lexicon.English;

    public bool IsChinese => Lexicon.Code == Languages.Chinese.Code;

    public DateTimeOffset Now { get; private set; }

    public string this[Phrase phrase] => phrase.In(Lexicon);

    internal void Begin(Lexicon lexicon, DateTimeOffset now, TimeSpan bankOffset) => (Lexicon, Now, offset) = (lexicon, now, bankOffset);

    public DateTimeOffset Local(DateTimeOffset at) => at.ToOffset(offset);

    /// <summary>The name of the bank's time zone, as a distance from UTC.</summary>
    public string Zone => $"UTC{(offset < TimeSpan.Zero ? "−" : "+")}{offset.ToString("hh\\:mm", Plain)}";

    public string Day(DateOnly day) => IsChinese ? day.ToString("yyyy年M月d日", Plain) : day.ToString("d MMM yyyy", Plain);

    public string Day(DateTimeOffset at) => Day(DateOnly.FromDateTime(Local(at).DateTime));

    public string Time(DateTimeOffset at) => $"{Day(at)} {Local(at).ToString("HH:mm", Plain)}";

    public string Number(decimal value, int decimals = 0) => value.ToString("N" + decimals.ToString(Plain), Plain);

    /// <summary>How far a due time is away, in calendar days of the bank.</summary>
    public string Due(DateTimeOffset due) => (DateOnly.FromDateTime(Local(due).DateTime).DayNumber - DateOnly.FromDateTime(Local(Now).DateTime).DayNumber) switch
    {
        0 when due < Now => this["late since today"],
        0 => this["today"],
        1 => this["tomorrow"],
        -1 => this["1 day late"],
        < 0 and var days => this[$"{-days} days late"],
        var days => this[$"in {days} days"],
    };

    /// <summary>How long ago something was.</summary>
    public string Ago(DateTimeOffset at) => (Now - at) switch
    {
        { TotalMinutes: < 1 } => this["just now"],
        { TotalMinutes: < 60 and var m } => this[$"{(int)m} min ago"],
        { TotalHours: < 24 and var h } => this[$"{(int)h} h ago"],
        { TotalDays: < 2 } => this["yesterday"],
        { TotalDays: < 30 and var d } => this[$"{(int)d} days ago"],
        _ => Day(at),
    };
}
