using System.Globalization;

namespace ProductGate.Benchmarks;

/// <summary>What the service keeps of people who are signed in and have read pages: no circuit stays open, so it should be next to nothing.</summary>
internal static class Memory
{
    private const int Readers = 1_000;
    private static readonly string[] People = ["li.wei", "wang.min", "chen.fang", "liu.yang", "zhou.ping", "ma.li"];

    public static async Task Of(ServiceUnderTest service, string product)
    {
        await Enter(service.Port, 100, product); // whatever is kept once, is kept by now
        var (before, resident) = (await Heap(service.Port), service.MemoryMiB);
        await Enter(service.Port, Readers, product);
        var after = await Heap(service.Port);
        Console.WriteLine($"memory: heap {before / 1048576.0:0.0} MiB, with {Readers} more signed-in readers {after / 1048576.0:0.0} MiB: {(after - before) / (double)Readers:0} bytes each; resident {resident} and {service.MemoryMiB} MiB");
    }

    private static async Task Enter(int port, int readers, string product)
    {
        using var line = new Line(port);
        for (var number = 0; number < readers; number++)
        {
            var reader = await Reader.SignIn(port, People[number % People.Length]);
            line.Ask(reader.Request("/"));
            line.Ask(reader.Request(product));
        }
    }

    private static async Task<long> Heap(int port) => long.Parse(await (await Reader.SignIn(port, "li.wei")).Read(BarePage.Heap), CultureInfo.InvariantCulture);
}
