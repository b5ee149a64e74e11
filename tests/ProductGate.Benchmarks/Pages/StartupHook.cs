/// <summary>Being named in DOTNET_STARTUP_HOOKS loads this assembly into the service; there is nothing else to do. The runtime asks for this name and no namespace.</summary>
#pragma warning disable CA1050
internal static class StartupHook
{
    public static void Initialize()
    {
    }
}
