using System.Text.Json;
using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Stages;

/// <summary>One page of the queue, as the database is asked for it.</summary>
internal sealed record QueueQuestion(string Sql, object[] Values)
{
    /// <summary>Makes a page of the rows, of which there is one more where another page follows.</summary>
    public required Func<IReadOnlyList<WorkQueueRow>, Page<WorkQueueRow>> Page { get; init; }

    /// <summary>A row as the reader sees it; null where they do not.</summary>
    public required Func<WorkQueueRow, WorkQueueRow?> Shows { get; init; }

    /// <remarks>One matter has a row for each of its audiences, next to each other; a person of several roles is shown the first.</remarks>
    public async Task<Page<WorkQueueRow>> Read(NpgsqlDataReader reader, CancellationToken stop)
    {
        var rows = new List<WorkQueueRow>();
        while (await reader.ReadAsync(stop)) rows.Add(JsonSerializer.Deserialize<WorkQueueRow>(reader.GetString(0), Json.Options)!);
        var page = Page(rows);
        return page with { Items = [.. page.Items.Select(Shows).OfType<WorkQueueRow>().DistinctBy(r => r.Matter)] };
    }
}
