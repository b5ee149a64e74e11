using System.CommandLine;
using ProductGate.Domain;

namespace ProductGate.Cli;

/// <summary><c>gate audit verify</c>: a product's bundle, offline.</summary>
internal static class VerifyBundle
{
    public static Command Command()
    {
        var (bundle, keys, checkpoints, json) = (new Argument<string>("bundle") { Description = "The zip file." }, Inputs.Keys, Inputs.Checkpoints, Inputs.Json);
        var command = new Command("verify", "Verifies a product's bundle: unaltered, complete, lawful. Exit 0: proven, 1: something is wrong, 2: cannot be read.") { bundle, keys, checkpoints, json };
        command.SetAction(a => Verdicts.Try(a.GetValue(json), () => Run(a.GetValue(bundle)!, a.GetValue(keys)!, a.GetValue(checkpoints), a.GetValue(json))));
        return command;
    }

    private static int Run(string file, string[] keys, string[]? checkpoints, bool json) =>
        Verdicts.Say(BundleVerifier.Verify(File.ReadAllBytes(file), Inputs.Trust(keys), Inputs.Read(checkpoints)), file, json);
}
