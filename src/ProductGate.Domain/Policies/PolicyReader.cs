using System.Text.Json;

namespace ProductGate.Domain;

/// <summary>A policy document that cannot be used, with every fault found in it.</summary>
public sealed class InvalidPolicyException(IReadOnlyList<string> faults) : Exception($"The policy is not usable: {string.Join(" ", faults)}")
{
    public IReadOnlyList<string> Faults { get; } = faults;
}

/// <summary>Reads and checks a policy document; nothing but a checked policy ever judges a product.</summary>
public static class PolicyReader
{
    /// <summary>The policy that is shipped: the table of the source (domain.md).</summary>
    public static Policy Default { get; } = Read(Shipped("default.1.json"));

    /// <exception cref="InvalidPolicyException">The document is not JSON of this form, or contradicts itself.</exception>
    public static Policy Read(string json)
    {
        Policy policy;
        try
        {
            policy = JsonSerializer.Deserialize<Policy>(json, Json.Strict) ?? throw new JsonException("A policy is a JSON object.");
        }
        catch (JsonException e)
        {
            throw new InvalidPolicyException([e.Message]);
        }
        var faults = PolicyChecks.Of(policy).ToList();
        return faults.Count == 0 ? policy with { Hash = CanonicalJson.Parse(json).Hash } : throw new InvalidPolicyException(faults);
    }

    private static string Shipped(string name)
    {
        using var stream = typeof(PolicyReader).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
