using System.Diagnostics;
using Npgsql;

namespace ProductGate.Benchmarks;

/// <summary>Declares a product and looks, from its answer on, for the inbox row of that fact.</summary>
internal sealed class Probe(int port, NpgsqlDataSource source) : IDisposable
{
    private readonly Connection connection = new(port);
    private readonly NpgsqlConnection database = source.OpenConnection();

    /// <summary>Milliseconds from the answer, which follows the commit at once, to the row.</summary>
    public double Latency()
    {
        var since = DateTimeOffset.UtcNow;
        var (path, _) = connection.Declare("Probe");
        var answered = Stopwatch.GetTimestamp();
        using var look = new NpgsqlCommand("select count(*) from gate.notifications where audience = 'protection-office' and at >= $1 and product_id = $2", database)
        {
            Parameters = { new() { Value = since }, new() { Value = Guid.Parse(path.Split('/')[^1]) } },
        };
        look.Prepare();
        while ((long)look.ExecuteScalar()! == 0) Thread.Sleep(1);
        return Stopwatch.GetElapsedTime(answered).TotalMilliseconds;
    }

    public void Dispose()
    {
        database.Dispose();
        connection.Dispose();
    }
}
