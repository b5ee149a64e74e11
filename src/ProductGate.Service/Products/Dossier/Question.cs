using ProductGate.Domain;

namespace ProductGate.Service.Products;

/// <summary>How a field of the dossier is asked for and shown.</summary>
public enum Shape
{
    Text,
    LongText,
    Choice,
    YesNo,
    Day,
    Number,

    /// <summary>A number that people know as a percentage.</summary>
    Fraction,
    Money,

    /// <summary>Texts, one on each line.</summary>
    Lines,
    Document,
    Documents,

    /// <summary>Any number of rows with the same questions.</summary>
    Table,
}

/// <summary>A field of a section, or of a row in it, as a question of a form.</summary>
/// <param name="Name">Of the JSON member.</param>
/// <param name="Type">Of the value, or of an entry where it is a list.</param>
/// <param name="Parts">The questions of a row.</param>
public sealed record Question(string Name, Phrase Word, Shape Shape, Type Type, bool Optional, Question[] Parts);
