using Marten;
using Marten.Events;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ProductGate.Tests.Support;

/// <summary>Everything the database holds about one product, in figures that change with any of it.</summary>
internal sealed record Trace(long Version, long Events, string Snapshot, long Notices)
{
    private const string Query =
        """
        select (select version from gate.mt_streams where id = $1), (select count(*) from gate.mt_events where stream_id = $1),
               (select md5(data::text) from gate.mt_doc_product where id = $1), (select count(*) from gate.notifications where product_id = $1)
        """;

    /// <summary>Taken when every notice on its way has arrived: a refusal must not send one either.</summary>
    public static async Task<Trace> Of(Bank bank, Guid product)
    {
        await bank.NoticesAreDelivered(product);
        await using var command = bank.Database.CreateCommand(Query);
        command.Parameters.Add(new() { Value = product });
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return new(reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), reader.GetInt64(3));
    }
}

internal static class Deliveries
{
    private const string OnTheirWay = "select count(*) from gate.wolverine_incoming_envelopes where status = 'Incoming' and position(convert_to($1, 'UTF8') in body) > 0";

    /// <summary>Waits until no notice about the product is on its way.</summary>
    public static async Task NoticesAreDelivered(this Bank bank, Guid product)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (await bank.Scalar<long>(OnTheirWay, product.ToString()) > 0) await timer.WaitForNextTickAsync(patience.Token);
    }

    /// <summary>Sends the database a statement past the service.</summary>
    public static async Task Execute(this Bank bank, string sql)
    {
        await using var command = bank.Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<T> Scalar<T>(this Bank bank, string sql, params object[] values)
    {
        await using var command = bank.Database.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
