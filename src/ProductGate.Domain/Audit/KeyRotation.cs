namespace ProductGate.Domain;

/// <summary>Says that another key signs from now on; a note that the key before it has to sign, so that nobody else can say so.</summary>
public sealed record KeyRotation(string Origin, LogKey Next, DateTimeOffset At)
{
    public string Text => $"{Origin}\nkey rotation\n{Next.Text}\nat {LogTime.Write(At)}\n";

    /// <summary>Null unless the text is a rotation written in the one way.</summary>
    public static KeyRotation? Read(string text)
    {
        if (text.Split('\n') is not [var origin, "key rotation", var next, var at, ""] || LogKey.Read(next) is not { } key || !at.StartsWith("at ", StringComparison.Ordinal) || LogTime.Read(at[3..]) is not { } time) return null;
        var read = new KeyRotation(origin, key, time);
        return read.Text == text ? read : null;
    }
}
