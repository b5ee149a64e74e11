using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using NpgsqlTypes;

namespace ProductGate.Service.Ops;

/// <summary>Questions to PostgreSQL beside Marten, with <c>$1</c>, <c>$2</c> ... for the values in their order.</summary>
internal static partial class Sql
{
    public static NpgsqlCommand Ask(this NpgsqlDataSource database, string sql, params object[] values) => With(database.CreateCommand(sql), values);

    public static NpgsqlCommand Ask(this NpgsqlConnection connection, string sql, params object[] values) => With(new NpgsqlCommand(sql, connection), values);

    /// <summary>One question more, on the same way there and back.</summary>
    public static void Ask(this NpgsqlBatch batch, string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        Add(command.Parameters, values);
        batch.BatchCommands.Add(command);
    }

    /// <summary>The number of rows that it changed.</summary>
    public static async Task<int> Execute(this NpgsqlDataSource database, string sql, CancellationToken stop, params object[] values)
    {
        await using var command = database.Ask(sql, values);
        return await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>The number of rows that it changed.</summary>
    public static async Task<int> Execute(this NpgsqlConnection connection, string sql, CancellationToken stop, params object[] values)
    {
        await using var command = connection.Ask(sql, values);
        return await command.ExecuteNonQueryAsync(stop);
    }

    public static async Task<List<T>> Read<T>(this NpgsqlDataSource database, string sql, Func<NpgsqlDataReader, T> row, CancellationToken stop, params object[] values)
    {
        await using var command = database.Ask(sql, values);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var found = new List<T>();
        while (await reader.ReadAsync(stop)) found.Add(row(reader));
        return found;
    }

    /// <summary>A value that may be nothing, which alone does not say of what type.</summary>
    public static NpgsqlParameter Text(string? text) => new NpgsqlParameter<string?> { TypedValue = text, NpgsqlDbType = NpgsqlDbType.Text };

    /// <summary>A value that may be nothing, which alone does not say of what type.</summary>
    public static NpgsqlParameter Time(DateTimeOffset? at) => new NpgsqlParameter<DateTimeOffset?> { TypedValue = at, NpgsqlDbType = NpgsqlDbType.TimestampTz };

    /// <summary>A question as Marten wants it, with question marks, as the driver does.</summary>
    public static string Numbered(string sql)
    {
        var number = 0;
        return Hole().Replace(sql, _ => $"${(++number).ToString(CultureInfo.InvariantCulture)}");
    }

    private static NpgsqlCommand With(NpgsqlCommand command, object[] values)
    {
        Add(command.Parameters, values);
        return command;
    }

    private static void Add(NpgsqlParameterCollection parameters, object[] values)
    {
        foreach (var value in values) parameters.Add(value as NpgsqlParameter ?? new() { Value = value });
    }

    [GeneratedRegex(@"\?")]
    private static partial Regex Hole();
}
