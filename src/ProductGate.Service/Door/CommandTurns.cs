namespace ProductGate.Service.Door;

/// <summary>
/// Only so many commands are carried out at a time; the others wait for their turn, in the order in which they came. More at a time would be done no sooner: they
/// take the cores, here and in the database, from one another, and all are answered later.
/// </summary>
/// <param name="atOnce">How many, at least one.</param>
/// <param name="patience">How long one waits before its sender is told that it cannot be done now.</param>
internal sealed class CommandTurns(int atOnce, TimeSpan patience) : IDisposable
{
    private readonly SemaphoreSlim free = new(Math.Max(1, atOnce));

    /// <remarks>As many as two cores and a database beside them were seen to do best with; patience as for a connection of the database.</remarks>
    public CommandTurns(IConfiguration configuration)
        : this(configuration.GetValue("Commands:AtOnce", Math.Max(8, 4 * Environment.ProcessorCount)), configuration.GetValue("Commands:Patience", TimeSpan.FromSeconds(15)))
    {
    }

    /// <exception cref="TimeoutException">Those before did not end in time; nothing was done.</exception>
    public async Task<T> Take<T>(Func<Task<T>> command, CancellationToken stop)
    {
        if (!await free.WaitAsync(patience, stop)) throw new TimeoutException("The commands before this one did not end in time.");
        try
        {
            return await command();
        }
        finally
        {
            free.Release();
        }
    }

    public void Dispose() => free.Dispose();
}
