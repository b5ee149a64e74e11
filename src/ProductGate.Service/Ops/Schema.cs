using JasperFx.Resources;
using Marten;
using Npgsql;
using ProductGate.Service.Policies;
using ProductGate.Service.Products;

namespace ProductGate.Service.Ops;

/// <summary>Applies the whole database schema, brings the read models up to this release, and makes what is recorded append-only. Not against whoever owns the tables, who can drop a trigger: let the service run in another role than that of setup (deploy/SECURITY.md).</summary>
public static class Schema
{
    /// <summary>Tables whose rows nobody changes or removes. A stream's row carries its version, so it may change.</summary>
    private static readonly (string Table, string Refused)[] AppendOnly = [("mt_events", "update or delete"), ("mt_streams", "delete"), ("access_records", "update or delete"), ("section_readings", "update or delete"),
        ("documents", "update or delete"), ("document_chunks", "update or delete"), ("document_holders", "update or delete"),
        ("log_leaves", "update or delete"), ("log_nodes", "update or delete"), ("log_checkpoints", "update or delete"), ("log_keys", "update or delete"), ("log_refusals", "update or delete"), ("log_batches", "update or delete"),
        ("log_products", "delete")];

    private static string Triggers =>
        $"""
        create or replace function {Store.Schema}.refuse_change() returns trigger language plpgsql as $$
        begin
            -- To archive a product's events says nothing about what they record.
            if tg_table_name = 'mt_events' and tg_op = 'UPDATE' then
                if to_jsonb(new) - 'is_archived' = to_jsonb(old) - 'is_archived' then
                    return new;
                end if;
            end if;
            raise exception 'what is recorded stays: % on % is refused', tg_op, tg_table_name using errcode = '42501';
        end $$;
        """ + string.Concat(AppendOnly.Select(t =>
        $"""

        create or replace trigger append_only before {t.Refused} on {Store.Schema}.{t.Table} for each row execute function {Store.Schema}.refuse_change();
        create or replace trigger append_only_whole before truncate on {Store.Schema}.{t.Table} for each statement execute function {Store.Schema}.refuse_change();
        """));

    public static async Task Apply(IHost host)
    {
        await host.Services.GetRequiredService<IDocumentStore>().Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        await host.SetupResources();
        await using var command = host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(Triggers);
        await command.ExecuteNonQueryAsync();
        await ReadModels.Rebuild(host.Services.GetRequiredService<IDocumentStore>(), host.Services.GetRequiredService<PolicyShelf>());
    }
}
