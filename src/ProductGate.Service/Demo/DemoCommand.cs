using JasperFx.CommandLine;

namespace ProductGate.Service.Demo;

public sealed class DemoInput : NetCoreInput
{
    [Description("Where the Development service runs")]
    [FlagAlias("url", true)]
    public string UrlFlag { get; set; } = "http://127.0.0.1:5080";
}

[Description("Load the demo bank through the public API; harmless when it is already there", Name = "demo")]
public sealed class DemoCommand : JasperFxAsyncCommand<DemoInput>
{
    public override Task<bool> Execute(DemoInput input) => DemoSession.Run(input.UrlFlag, async (gate, cast) =>
    {
        var products = await DemoBank.Load(gate, cast);
        foreach (var p in products) Console.WriteLine($"{p.Name,-31} {p.Stage,-29} {p.Disposition,-10} {p.MarketState,-12} {p.Id}  {p.LookAt}");
        Console.WriteLine();
        foreach (var person in cast.People) Console.WriteLine($"{person.Id,-12} {string.Join(", ", person.Roles),-18} {person.Department}{(person.Teams.Length == 0 ? "" : $" ({string.Join(", ", person.Teams)})")}");
        return true;
    });
}
