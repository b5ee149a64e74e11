using Npgsql;

namespace ProductGate.Service.Audit;

/// <summary>
/// Below which number of a sequence nothing can appear any more, so that a number that is missing there was rolled back and may be passed over.
/// </summary>
/// <remarks>
/// Numbers are drawn inside the transaction that inserts the row (Marten appends in one function call; the other tables by a column's default), and
/// whoever has drawn one holds a lock on the sequence until the transaction ends (PostgreSQL: nextval, lock_and_open_sequence; who merely looks at it, as a backup does, holds another). So: (1) a number L is
/// visible, hence every number below it has been drawn, and whoever may still insert one of them holds the lock now; (2) note the holders; (3) when
/// none of them holds it any more, each has committed or rolled back, and a commit becomes visible before its locks are let go; (4) what a statement
/// that begins after that does not see below L will never be seen. Transactions that began later do not matter: they draw numbers above L.
/// The noted holders live in memory: after a restart the waiting begins anew, and costs time but never a leaf.
/// </remarks>
internal sealed class Horizon(string sequence)
{
    private (long Below, HashSet<string> Holders)? awaited;

    /// <summary>Every number up to this one has its row, or never will.</summary>
    public long Settled { get; private set; }

    /// <summary>A number is missing below one that was seen. True if the horizon has moved: then read again, in a new statement.</summary>
    public async Task<bool> Advance(NpgsqlConnection connection, long seen, CancellationToken stop)
    {
        var holders = await Holders(connection, stop);
        awaited ??= (seen, holders);
        awaited.Value.Holders.IntersectWith(holders);
        if (awaited.Value.Holders.Count > 0) return false;
        Settled = Math.Max(Settled, awaited.Value.Below);
        awaited = null;
        return true;
    }

    /// <summary>The rows that may be sealed: in order, up to the first number that may still appear.</summary>
    public List<T> Ready<T>(IEnumerable<T> rows, long after, Func<T, long> number)
    {
        var ready = new List<T>();
        foreach (var row in rows)
        {
            if (number(row) != after + 1 && number(row) > Settled) break;
            ready.Add(row);
            after = number(row);
        }
        return ready;
    }

    private async Task<HashSet<string>> Holders(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            $"select virtualtransaction from pg_locks where locktype = 'relation' and mode = 'RowExclusiveLock' and granted and relation = '{sequence}'::regclass and database = (select oid from pg_database where datname = current_database())", connection);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var holders = new HashSet<string>();
        while (await reader.ReadAsync(stop)) holders.Add(reader.GetString(0));
        return holders;
    }
}
