using JasperFx;
using JasperFx.CommandLine;

namespace ProductGate.Service.Ops;

[Description("Apply the database schema; harmless when it is already there", Name = "setup")]
public sealed class SetupCommand : JasperFxAsyncCommand<NetCoreInput>
{
    public override async Task<bool> Execute(NetCoreInput input)
    {
        using var host = input.BuildHost();
        await Schema.Apply(host);
        Console.WriteLine("The database schema is in place.");
        return true;
    }
}
