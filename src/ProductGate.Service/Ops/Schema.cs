using JasperFx.Resources;
using Marten;
using Npgsql;
using ProductGate.Service.Policies;
using ProductGate.Service.Products;

namespace ProductGate.Service.Ops;

/// <summary>Applies the whole database schema, brings the read models up to this release, and makes the event log append-only for everybody (SECURITY: not against a superuser who drops the trigger).</summary>
public static class Schema
{
    private const string AppendOnly =
        $"""
        create or replace function {Store.Schema}.refuse_change() returns trigger language plpgsql as $$
        begin
            raise exception 'the event log is append-only: % on % is refused', tg_op, tg_table_name using errcode = '42501';
        end $$;
        create or replace trigger append_only before update or delete on {Store.Schema}.mt_events for each row execute function {Store.Schema}.refuse_change();
        create or replace trigger append_only_whole before truncate on {Store.Schema}.mt_events for each statement execute function {Store.Schema}.refuse_change();
        create or replace trigger append_only before delete on {Store.Schema}.mt_streams for each row execute function {Store.Schema}.refuse_change();
        create or replace trigger append_only_whole before truncate on {Store.Schema}.mt_streams for each statement execute function {Store.Schema}.refuse_change();
        """;

    public static async Task Apply(IHost host)
    {
        await host.Services.GetRequiredService<IDocumentStore>().Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        await host.SetupResources();
        await using var command = host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(AppendOnly);
        await command.ExecuteNonQueryAsync();
        await ReadModels.Rebuild(host.Services.GetRequiredService<IDocumentStore>(), host.Services.GetRequiredService<PolicyShelf>());
    }
}
