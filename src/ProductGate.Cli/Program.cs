using System.CommandLine;
using ProductGate.Cli;

var root = new RootCommand("gate: verifies what ProductGate says, without its server, its database or its word.")
{
    new Command("audit", "The audit log.") { VerifyBundle.Command(), VerifyLog.Command(), Watch.Command() },
};
var parsed = root.Parse(args);
try
{
    var code = await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false });
    return parsed.Errors.Count > 0 ? Exit.Unusable : code;
}
catch (Exception e)
{
    // A fault of the program proves nothing either way, and must not look like a finding.
    Console.Error.WriteLine($"Nothing was verified: {e}");
    return Exit.Unusable;
}
