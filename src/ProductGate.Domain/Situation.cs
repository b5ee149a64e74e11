using System.Collections.Immutable;

namespace ProductGate.Domain;

/// <summary>Everything a rule may look at: the product as it is, who acts, the server's time, and the policy pinned to the round (R11).</summary>
public sealed record Situation(Product Product, Actor By, DateTimeOffset Now, Policy Policy)
{
    /// <summary>Rights to sign that others have passed on to the actor for every product.</summary>
    public ImmutableArray<Delegation> Standing { get; init; } = [];

    /// <summary>The sections that the actor has opened, each with the content it had: nothing, unless somebody says so.</summary>
    public ImmutableArray<SectionHash> Opened { get; init; } = [];

    /// <summary>As if the actor had opened the whole dossier as it is.</summary>
    public Situation HavingOpenedAll() => this with { Opened = [.. Product.Sections.Select(x => new SectionHash(x.Section, x.Hash))] };

    /// <summary>Which of these sections have content that the actor never opened.</summary>
    public IEnumerable<Section> Unread(IEnumerable<Section> sections) =>
        sections.Where(x => Product.Section(x) is { } there && !Opened.Contains(new(x, there.Hash)));
}

/// <summary>Facts being decided one after the other, each seen by the next.</summary>
internal sealed class Draft(Situation situation)
{
    private readonly List<IFact> facts = [];

    public Situation Situation { get; private set; } = situation;
    public Product Product => Situation.Product;
    public Policy Policy => Situation.Policy;
    public DateTimeOffset Now => Situation.Now;
    public string By => Situation.By.Id;

    public void Record(IFact fact)
    {
        facts.Add(fact);
        Situation = Situation with { Product = Product.Evolve(fact) };
    }

    /// <summary>From here on the product is judged by another policy (a new round, a migration).</summary>
    public void JudgeBy(Policy policy) => Situation = Situation with { Policy = policy };

    public void Record(IEnumerable<IFact> more)
    {
        foreach (var fact in more) Record(fact);
    }

    public Decision Done() => new([.. facts], null) { After = Product };
}
