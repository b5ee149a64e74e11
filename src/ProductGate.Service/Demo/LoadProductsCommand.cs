using System.Diagnostics;
using JasperFx;
using JasperFx.CommandLine;
using ProductGate.Domain;

namespace ProductGate.Service.Demo;

public sealed class LoadProductsInput : NetCoreInput
{
    [Description("The product reference file: a JSON list of products")]
    [FlagAlias("file", true)]
    public string FileFlag { get; set; } = "";

    [Description("Where the Development service runs")]
    [FlagAlias("url", true)]
    public string UrlFlag { get; set; } = "http://127.0.0.1:5080";

    [Description("Load only the first so many")]
    [FlagAlias("limit", true)]
    public int LimitFlag { get; set; } = int.MaxValue;
}

[Description("Drive every product of a product reference file through the whole process, as the demo bank's people", Name = "load-products")]
public sealed class LoadProductsCommand : JasperFxAsyncCommand<LoadProductsInput>
{
    private const int AtOnce = 4;

    public override Task<bool> Execute(LoadProductsInput input) => DemoSession.Run(input.UrlFlag, async (gate, cast) =>
    {
        var drafts = Read(BankProduct.ReadFile(input.FileFlag).Take(input.LimitFlag));
        var known = await gate.Known(cast);
        var watch = Stopwatch.StartNew();
        var ends = new List<MarketState>();
        await Parallel.ForAsync(0, drafts.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) =>
        {
            var product = await drafts[i].Live(gate, cast, i, known.GetValueOrDefault(drafts[i].Name)?.Id);
            lock (ends)
            {
                ends.Add(product.Now.MarketState);
                if (ends.Count % 10 == 0 || ends.Count == drafts.Count) Console.WriteLine($"{ends.Count} of {drafts.Count} products");
            }
        });
        var states = string.Join(", ", ends.GroupBy(e => e).Select(g => g.Count() == ends.Count ? $"all {g.Key}" : $"{g.Count()} {g.Key}"));
        Console.WriteLine($"{ends.Count} products, {states}, {gate.Commands} commands sent, {watch.Elapsed.TotalSeconds:0.0} seconds");
        return ends.TrueForAll(e => e == MarketState.Suspended);
    });

    /// <summary>Maps all of them first: a product that cannot be declared is found before any was.</summary>
    private static List<ProductDraft> Read(IEnumerable<BankProduct> products)
    {
        var drafts = new List<ProductDraft>();
        foreach (var product in products)
        {
            drafts.Add(Dossiers.Of(product));
            product.Remarks.ForEach(Console.WriteLine);
        }
        return drafts;
    }
}
