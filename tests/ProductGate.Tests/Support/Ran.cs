using System.Diagnostics;
using ProductGate.Tests.Guards;

namespace ProductGate.Tests.Support;

/// <summary>What a program said and how it ended.</summary>
internal sealed record Ran(int Code, string Said)
{
    /// <summary>The command line program, as it is shipped.</summary>
    public static Task<Ran> Gate(params string[] arguments) => Program("dotnet", [Path.Combine(AppContext.BaseDirectory, "gate.dll"), .. arguments]);

    /// <summary>The verifier in another language.</summary>
    public static Task<Ran> Verifier(params string[] arguments) => Program("python3", ["-B", Path.Combine(Sources.Root, "tests/verifier/verify.py"), .. arguments]);

    public static async Task<Ran> Program(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var (said, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new(process.ExitCode, await said + await errors);
    }
}
