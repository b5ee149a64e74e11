namespace ProductGate.Domain;

/// <summary>Which offices a deed is for beyond those that the table names.</summary>
public enum Assigned
{
    Nobody,

    /// <summary>Who may write the section, by the policy.</summary>
    Editors,

    /// <summary>Whose signature the policy asks for at the stage.</summary>
    Signers,

    /// <summary>Who may raise opinions, by the policy.</summary>
    OpinionOffices,

    /// <summary>The office that raised the opinion.</summary>
    Raiser,

    /// <summary>The office that set the condition.</summary>
    Setter,

    /// <summary>The office whose powers they are.</summary>
    Holder,
}
