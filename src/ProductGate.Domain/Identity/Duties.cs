namespace ProductGate.Domain;

/// <summary>Separation of duties: nobody judges what they made (R5).</summary>
public static class Duties
{
    /// <summary>
    /// True when the person declared the product, is named in its summary as a contributor, or set a field that is still filled in
    /// one of the sections: of the draft, or of what is on sale, which stays somebody's work while a change round rewrites it.
    /// </summary>
    public static bool Contributed(Product p, string person, IEnumerable<Section> sections) =>
        Contributors(p, sections).Contains(person);

    /// <summary>Everybody who may not judge these sections, because they made the product or a part of them.</summary>
    public static IEnumerable<string> Contributors(Product p, IEnumerable<Section> sections)
    {
        var all = p.Sections.Concat(p.Launched?.Sections ?? []);
        return [p.DeclaredBy, .. all.SelectMany(s => s.Named ?? []), .. all.Where(s => sections.Contains(s.Section)).SelectMany(s => s.Contributors)];
    }

    public static bool Contributed(Product p, string person) => Contributed(p, person, Sections.All);

    /// <summary>A refusal if any of the people behind a judgement contributed, or stepped aside: a delegate is bound by the principal too.</summary>
    /// <param name="office">Whose colleagues are asked instead.</param>
    public static Refusal? Check(Product p, string[] behind, IEnumerable<Section> sections, Role office, Phrase deed) =>
        behind.Select(person => Check(p, person, sections, office, deed)).FirstOrDefault(r => r is not null);

    /// <summary>A refusal if the person contributed, or stepped aside.</summary>
    public static Refusal? Check(Product p, string person, IEnumerable<Section> sections, Role office, Phrase deed)
    {
        if (Contributed(p, person, sections)) return Refusal.Of("own-product", $"Somebody who contributed to the product cannot {deed}.", "R5", [new("Ask a colleague who did not contribute.", office)]);
        return p.Recused.Contains(person) ? Refusal.Of("recused", $"Somebody who stepped aside from the product cannot {deed}.", "R5", [new("Ask a colleague who did not step aside.", office)]) : null;
    }

    /// <summary>The sections that somebody judges who does what is asked; null where it is nobody's judgement.</summary>
    public static IEnumerable<Section>? JudgedBy(Product p, Policy policy, Ask ask) => ask.Kind switch
    {
        AskKind.SignOff => policy.Of(ask.Stage!.Value).SignOffs.Where(s => s.Office == ask.By).SelectMany(s => s.Sections),
        AskKind.VerifyOpinion or AskKind.SettleOpinion or AskKind.RuleOnOpinion or AskKind.RenewRisk => [p.Opinions.First(o => o.Id == ask.Subject).Section],
        AskKind.Evaluate or AskKind.CompleteReview or AskKind.ResumeDistribution => Sections.All,
        _ => null,
    };

    /// <summary>The power with which a delegate may do what is asked.</summary>
    public static Power? PowerFor(AskKind kind) => kind switch
    {
        AskKind.SignOff => Power.SignOff,
        AskKind.VerifyOpinion => Power.VerifyOpinions,
        AskKind.CompleteReview => Power.CompleteReviews,
        _ => null,
    };
}
