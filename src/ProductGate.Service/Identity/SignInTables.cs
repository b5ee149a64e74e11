using Weasel.Postgresql.Tables;

namespace ProductGate.Service.Identity;

/// <summary>Who is signed in with a browser, and the keys that protect cookies and tokens: shared by all nodes.</summary>
internal static class SignInTables
{
    public const string Sessions = "gate.sessions";
    public const string Keys = "gate.data_protection_keys";

    public static Table[] All()
    {
        var sessions = new Table(Sessions);
        sessions.AddColumn<string>("id").AsPrimaryKey();
        sessions.AddColumn("ticket", "bytea").NotNull();
        sessions.AddColumn("expires_at", "timestamptz").NotNull();
        sessions.AddColumn("ends_at", "timestamptz").NotNull();

        var keys = new Table(Keys);
        keys.AddColumn<string>("name").AsPrimaryKey();
        keys.AddColumn<string>("xml").NotNull();
        return [sessions, keys];
    }
}
