using ProductGate.Service.Identity;

namespace ProductGate.Service.Demo;

/// <summary>What the commands need that talk to a running service: the demo bank's people, a client, and errors as one sentence instead of a stack trace.</summary>
internal static class DemoSession
{
    public static async Task<bool> Run(string url, Func<GateClient, Cast, Task<bool>> work, string? token = null)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address)) return Failed($"'{url}' is no address of a service.");
        // The people stand in the settings beside the program, from whatever folder it is started.
        var settings = new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.Development.json").AddEnvironmentVariables().Build();
        var people = settings.GetSection("DemoBank:People").Get<DemoPerson[]>() ?? [];
        using var http = new HttpClient { BaseAddress = address };
        try
        {
            return await work(new GateClient(http, token), new Cast(people));
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
