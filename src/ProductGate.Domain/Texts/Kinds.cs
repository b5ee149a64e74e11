namespace ProductGate.Domain;

/// <summary>Words for what a policy or the trail names by a text of its own.</summary>
public static class Kinds
{
    /// <summary>A kind of fact or notice, such as <c>sign-off-requested</c>.</summary>
    public static Phrase OfFact(string name) => Phrase.Term($"Fact.{name}", name.Replace('-', ' '));

    /// <summary>A category of products. A bank's own policy has its own, which are said as they are written.</summary>
    public static Phrase OfCategory(string category) => Phrase.Term($"Category.{category}", category);

    /// <summary>What a checklist asks; the shipped one in every language.</summary>
    public static Phrase Of(ChecklistItem item) => Phrase.Term(item.Text, item.Text);
}
