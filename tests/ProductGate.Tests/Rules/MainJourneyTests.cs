using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

public sealed class MainJourneyTests
{
    [Fact]
    public void a_product_goes_through_nine_stages_and_is_launched()
    {
        var journey = Journey.Live();

        journey.Product.MarketState.Should().Be(MarketState.Live);
        journey.Facts.OfType<StageEntered>().Select(f => f.Stage).Should().Equal(Enum.GetValues<Stage>());
    }
}
