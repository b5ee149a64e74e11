using ProductGate.Domain;

namespace ProductGate.Service.Policies;

/// <summary>Every policy version that may judge a product: the shipped one and those in the configured folder.</summary>
public sealed class PolicyShelf
{
    private readonly Dictionary<(string Id, int Version), Policy> policies;

    /// <param name="folder">JSON documents of the bank's own, one a version; null for the shipped policy alone.</param>
    /// <param name="inForce">The id of the policy for new rounds; its highest version applies.</param>
    /// <exception cref="InvalidPolicyException">A document cannot be used; the service does not start with it.</exception>
    public PolicyShelf(string? folder, string inForce)
    {
        var documents = folder is null ? [] : Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(f => PolicyReader.Read(File.ReadAllText(f)));
        policies = documents.Prepend(PolicyReader.Default).ToDictionary(p => (p.Id, p.Version));
        InForce = policies.Values.Where(p => p.Id == inForce).MaxBy(p => p.Version) ?? throw new InvalidPolicyException([$"There is no policy '{inForce}'."]);
    }

    /// <summary>The policy that new products and new rounds are pinned to.</summary>
    public Policy InForce { get; }

    /// <summary>Exactly the pinned policy; null if it is not on the shelf or its text is not what was pinned (R11).</summary>
    public Policy? Find(PolicyRef pinned) => policies.TryGetValue((pinned.Id, pinned.Version), out var policy) && policy.Hash == pinned.Hash ? policy : null;

    /// <summary>Gives a command the policy it leads to, which a sender cannot bring along.</summary>
    public IProductCommand Supply(IProductCommand command, Product product) => command switch
    {
        ProposeChange c => c with { InForce = InForce },
        MigratePolicy c => c with { Target = policies.GetValueOrDefault((product.Policy.Id, c.Version)) },
        _ => command,
    };

    /// <summary>The policy in a file, for commands that need no shelf; the shipped one where none is named.</summary>
    /// <exception cref="InvalidPolicyException">The document cannot be used.</exception>
    public static Policy Read(string? file) => file is null ? PolicyReader.Default : PolicyReader.Read(File.ReadAllText(file));

    public static Refusal Unreadable(PolicyRef pinned) => new(
        RefusalKind.Refused, "policy-unreadable", $"Policy {pinned.Id} version {pinned.Version}, which judges this product, is not available with the text that was pinned.")
    {
        Rule = "R11",
        Missing = [new("Put the pinned policy document back.", Role.Administrator, null)],
    };
}
