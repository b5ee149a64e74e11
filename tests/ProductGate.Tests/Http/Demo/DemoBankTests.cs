using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ProductGate.Domain;
using ProductGate.Service.Demo;
using ProductGate.Service.Identity;
using ProductGate.Tests.Http.RealProducts;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>What somebody meets who tries the service out.</summary>
public sealed class DemoBankTests(Support.DemoBank bank) : IClassFixture<Support.DemoBank>
{
    private readonly GateClient gate = new(bank.As(null));
    private readonly Cast cast = new(bank.Services.GetRequiredService<IConfiguration>().GetSection("DemoBank:People").Get<DemoPerson[]>()!);

    [Fact]
    public async Task every_story_comes_to_its_end_and_loading_it_again_adds_nothing()
    {
        var told = await Service.Demo.DemoBank.Load(gate, cast);
        var facts = await Facts();
        var again = await Service.Demo.DemoBank.Load(gate, cast);

        told.Select(e => (e.Name, (e.Stage, e.Disposition, e.MarketState))).Should().Equal(Stories.All.Select(s => (s.Name, s.End)));
        again.Should().Equal(told);
        (await Facts()).Should().Be(facts);
    }

    [Fact]
    public async Task a_story_that_ends_elsewhere_is_a_failure()
    {
        var story = Stories.All[0] with { Name = "Astray", End = (Stage.Handover, Disposition.Active, MarketState.NotLaunched) };

        var tell = async () => await Service.Demo.DemoBank.Tell(story, await ProductDrive.Declare(gate, cast, Dossiers.Of(ProductFile.Invented()[0])));

        await tell.Should().ThrowAsync<GateException>().WithMessage("The story of 'Astray' should end as *Handover*");
    }

    private Task<long> Facts() => bank.Scalar<long>("select count(*) from gate.mt_events");
}
