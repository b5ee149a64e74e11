using JasperFx.CommandLine;
using ProductGate.Service.Identity;

namespace ProductGate.Service.Demo;

/// <summary>What both commands need: the demo bank's people, a client, and errors as one sentence instead of a stack trace.</summary>
internal static class DemoSession
{
    public static async Task<bool> Run(NetCoreInput input, string url, Func<GateClient, Cast, Task<bool>> work)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address)) return Failed($"'{url}' is no address of a service.");
        // Never started; only its settings are read. Outside Development there is no such host.
        using var host = input.BuildHost();
        var people = host.Services.GetRequiredService<IConfiguration>().GetSection("DemoBank:People").Get<DemoPerson[]>() ?? [];
        using var http = new HttpClient { BaseAddress = address };
        try
        {
            return await work(new GateClient(http), new Cast(people));
        }
        catch (Exception e) when (e is GateException or UnreadableFileException or HttpRequestException)
        {
            return Failed(e.Message);
        }
    }

    private static bool Failed(string sentence)
    {
        Console.Error.WriteLine($"error: {sentence}");
        return false;
    }
}
