using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>A bank with a second version of the shipped policy: its committee of two has become a committee of one.</summary>
public sealed class NewerPolicyBank : Bank
{
    private readonly string folder = Directory.CreateTempSubdirectory("productgate-policies-").FullName;

    public NewerPolicyBank(Server server)
        : base(server)
    {
        var document = Sample.PolicyDocument();
        document["version"] = 2;
        foreach (var asked in document["stages"]![(int)Stage.ProjectEstablishment - 1]!["signOffs"]!.AsArray()) asked!["quorum"] = 1;
        File.WriteAllText(Path.Combine(folder, "default.2.json"), document.ToJsonString());
    }

    protected override (string Name, string Value)[] Settings => [("Policies:Folder", folder)];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}

public sealed class PolicyTests(NewerPolicyBank bank) : IClassFixture<NewerPolicyBank>
{
    [Fact]
    public async Task r11_a_product_is_judged_by_the_pinned_version_until_it_is_moved_to_another_one()
    {
        var product = await HttpJourney.HandedIn(bank, Stage.ProjectEstablishment);
        (await product.Look()).GetProperty("policy").Text("version").Should().Be("2", "the highest version is in force for a new round");

        await product.Refuses(People.Administrator, new MigratePolicy(2, "Again."), 409, "same-policy", "R11");
        (await product.Refuses(People.Administrator, new MigratePolicy(9, "Further."), 422, "unknown-policy-version")).IsProblem(422, "unknown-policy-version", null, "version");
        await product.Refuses(People.Administrator, new MigratePolicy(1, " "), 422, "invalid-value");

        await product.Do(People.Administrator, new MigratePolicy(1, "Two members, as before."));
        (await product.Sign(People.FirstMember)).Text("stage").Should().Be("ProjectEstablishment", "the older version asks for two");
        (await product.Sign(People.SecondMember)).Text("stage").Should().Be("RegulatoryFiling");
        (await product.Trail("?type=policy-migrated")).Single().Text("sentence").Should().Be("Moved the product from policy version 2 to 1: Two members, as before.");
    }

    [Fact]
    public async Task r11_one_signature_is_enough_under_the_version_that_asks_for_one()
    {
        var product = await HttpJourney.HandedIn(bank, Stage.ProjectEstablishment);

        (await product.Sign(People.SecondMember)).Text("stage").Should().Be("RegulatoryFiling");
    }
}
