using System.Text.Json;

namespace ProductGate.Domain;

/// <summary>What somebody is to a product, beside their roles.</summary>
public enum Relation
{
    /// <summary>Not even signed in.</summary>
    Anonymous,

    /// <summary>Nothing but the role; a product team member belongs to the owning team.</summary>
    Role,

    /// <summary>A member of another product team.</summary>
    OtherTeam,

    /// <summary>Somebody with an allowed role who made a part of what is judged.</summary>
    Contributor,

    /// <summary>Somebody with an allowed role who stepped aside.</summary>
    Recused,

    /// <summary>A liaison officer to whom the office passed on every power.</summary>
    Delegate,

    /// <summary>A program with an allowed role; of no team.</summary>
    Machine,
}

/// <summary>Somebody for whom the matrix has a column.</summary>
public sealed record MatrixColumn(Relation Relation, Role? Role = null)
{
    public string Name => Relation == Relation.Role ? Role is { } role ? Kebab(role) : "no-role" : JsonNamingPolicy.KebabCaseLower.ConvertName(Relation.ToString());

    internal static string Kebab(Role role) => JsonNamingPolicy.KebabCaseLower.ConvertName(role.ToString());
}
