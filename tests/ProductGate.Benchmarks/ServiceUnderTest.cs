using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ProductGate.Benchmarks;

/// <summary>The real service as a process, with static code generation, on a database of its own.</summary>
internal sealed class ServiceUnderTest : IDisposable
{
    private readonly Process process;

    private ServiceUnderTest(Process process, int port) => (this.process, Port) = (process, port);

    public int Port { get; }

    /// <summary>Resident memory in MiB.</summary>
    public long MemoryMiB => long.Parse(File.ReadAllText($"/proc/{process.Id}/statm").Split(' ')[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize / (1024 * 1024);

    /// <summary>CPU time so far, of user and system together.</summary>
    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static void Setup(string database) => Finish(Launch(database, [], "setup"), "setup");

    /// <summary>Loads the demo bank into a running service.</summary>
    public static void Demo(string database, int port) => Finish(Launch(database, [], "demo", "--url", $"http://127.0.0.1:{port}"), "demo");

    private static void Finish(Process command, string name)
    {
        using (command)
        {
            command.WaitForExit();
            if (command.ExitCode != 0) throw new InvalidOperationException($"{name} failed.");
        }
    }

    /// <summary>Starts the service and returns it with the time from launch to the answer of its first command.</summary>
    public static (ServiceUnderTest Service, TimeSpan FirstAnswer) Start(string database, params (string Name, string Value)[] settings)
    {
        var port = FreePort();
        var started = Stopwatch.GetTimestamp();
        var service = new ServiceUnderTest(Launch(database, settings, "--urls", $"http://127.0.0.1:{port}"), port);
        while (Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60))
            try
            {
                using var connection = new Connection(port);
                connection.Declare("Start");
                return (service, Stopwatch.GetElapsedTime(started));
            }
            catch (SocketException)
            {
                Thread.Sleep(2); // asking without a pause would take a core from the service
            }
        throw new TimeoutException("The service did not start.");
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Process Launch(string database, (string Name, string Value)[] settings, params string[] arguments)
    {
        var dll = Environment.GetEnvironmentVariable("PRODUCTGATE_SERVICE_DLL") ?? throw new InvalidOperationException("Start with ./deploy/bench.");
        var start = new ProcessStartInfo("dotnet", [dll, .. arguments]) { WorkingDirectory = Path.GetDirectoryName(dll), RedirectStandardOutput = true };
        start.Environment["CONNECTIONSTRINGS__PRODUCTGATE"] = database;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["RateLimit__RequestsPerSecond"] = "1000000";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        foreach (var (name, value) in settings) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, e) => { if (e.Data?.Contains("fail", StringComparison.Ordinal) == true) Console.Error.WriteLine(e.Data); };
        process.BeginOutputReadLine();
        return process;
    }
}
