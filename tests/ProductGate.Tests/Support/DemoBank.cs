namespace ProductGate.Tests.Support;

/// <summary>A bank without a provider, in which everybody may be anybody.</summary>
public sealed class DemoBank(Server server) : Bank(server)
{
    protected override (string Name, string Value)[] Settings => [("SignIn:Authority", "")];
}
