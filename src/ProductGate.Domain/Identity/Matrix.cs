using System.Collections.Immutable;

namespace ProductGate.Domain;

/// <summary>A deed on something exact: a stage, a section, another office's opinion.</summary>
/// <param name="Offices">Everybody who may, with what the policy assigns.</param>
/// <param name="Owner">The department that has to meet the condition, and so cannot close it.</param>
public sealed record MatrixLine(Grant Grant, string On, ImmutableArray<Role> Offices, Role? Office = null, Role? Owner = null);

/// <summary>The table of authority written out for one policy: who may do what, and with which code the others are refused. For auditors, and for the tests that try every cell.</summary>
public static class Matrix
{
    public const string Yes = "yes";

    /// <summary>A condition for the operations department stands for all conditions.</summary>
    private const Role Debtor = Role.Operations;

    private static readonly Role[] Lenders = [.. Enum.GetValues<Role>().Except([Role.ProductTeam, Role.Administrator])];

    public static readonly MatrixColumn[] Columns =
    [
        new(Relation.Anonymous), new(Relation.Role), .. Enum.GetValues<Role>().Select(r => new MatrixColumn(Relation.Role, r)), new(Relation.OtherTeam),
        new(Relation.Contributor), new(Relation.Recused), new(Relation.Delegate), new(Relation.Machine),
    ];

    public static IEnumerable<MatrixLine> Lines(Policy policy) => Grants.All.Where(g => g.Deed != Deed.CheckDeadline).SelectMany(g => Lines(g, policy));

    /// <summary>"yes", or the code of the refusal.</summary>
    public static string Cell(MatrixLine line, MatrixColumn column) => column.Relation switch
    {
        Relation.Anonymous => "unauthenticated",
        Relation.OtherTeam => Stranger(line),
        Relation.Contributor => line.Grant.Judges ? "own-product" : Yes,
        Relation.Recused => line.Grant.Judges ? "recused" : Yes,
        Relation.Delegate => line.Grant.Lent is not null ? Yes : ByRole(line, Role.Liaison),
        Relation.Machine => ByProgram(line),
        _ => column.Role is { } role ? ByRole(line, role) : WithoutRole(line),
    };

    public static IEnumerable<string> Csv(Policy policy) =>
        Lines(policy).Select(l => string.Join(',', Columns.Select(c => Cell(l, c)).Prepend(l.On).Prepend(l.Grant.Deed.ToString())))
            .Prepend(string.Join(',', Columns.Select(c => c.Name).Prepend("on").Prepend("deed")));

    private static IEnumerable<MatrixLine> Lines(Grant g, Policy policy) => g.Assigned switch
    {
        Assigned.Editors => policy.Sections.Select(s => new MatrixLine(g, s.Section.ToString(), [.. s.Editors])),
        Assigned.Signers => policy.Stages.Where(s => s.SignOffs.Length > 0).Select(s => new MatrixLine(g, s.Stage.ToString(), [.. s.SignOffs.Select(x => x.Office).Distinct()])),
        Assigned.OpinionOffices => [new(g, "", WithHead(policy.Opinions.Offices))],
        Assigned.Raiser => policy.Opinions.Offices.Select(o => new MatrixLine(g, $"of {MatrixColumn.Kebab(o)}", WithHead([o, .. g.Roles]), o)),
        Assigned.Setter => Setters(policy).Select(o => new MatrixLine(g, $"of {MatrixColumn.Kebab(o)}", WithHead([o, .. g.Roles]), o, Debtor)),
        Assigned.Holder => Lenders.Select(o => new MatrixLine(g, $"for {MatrixColumn.Kebab(o)}", [o], o)),
        _ => [new(g, "", g.Roles)],
    };

    /// <summary>The offices that sign a stage, and so may set conditions; but the department that has to meet it sets none.</summary>
    private static IEnumerable<Role> Setters(Policy policy) => policy.Of(Stage.PreliminaryReview).SignOffs.Select(s => s.Office).Distinct().Where(o => o != Debtor);

    private static ImmutableArray<Role> WithHead(IEnumerable<Role> offices)
    {
        ImmutableArray<Role> all = [.. offices.Distinct()];
        return all.Contains(Role.ProtectionOffice) ? [.. all.Add(Role.ProtectionHead).Distinct()] : all;
    }

    /// <summary>A program belongs to no team, so what is a team's alone is not even there for it.</summary>
    private static string ByProgram(MatrixLine line) =>
        line.Grant.Reach == Reach.Product && !line.Offices.IsEmpty && line.Offices.All(o => o == Role.ProductTeam) ? Hidden(line.Grant) : line.Grant.ByMachines ? Yes : "person-needed";

    private static string ByRole(MatrixLine line, Role role)
    {
        if (line.Owner == role) return "condition-owner";
        return line.Offices.Contains(role) || line.Grant.Reach == Reach.SignedIn ? Yes : Refused(line.Grant);
    }

    private static string WithoutRole(MatrixLine line) => line.Grant.Reach switch
    {
        Reach.SignedIn => Yes,
        Reach.Product => Hidden(line.Grant),
        _ => Refused(line.Grant),
    };

    private static string Stranger(MatrixLine line) => line.Grant.Reach switch
    {
        Reach.Product => Hidden(line.Grant),
        Reach.Team => "not-your-team",
        _ => ByRole(line, Role.ProductTeam),
    };

    private static string Hidden(Grant grant) => grant.Deed == Deed.ReadDocument ? "unknown-document" : "unknown-product";

    private static string Refused(Grant grant) => grant.Deed switch
    {
        Deed.RevokeDelegation => "not-your-delegation",
        Deed.RevokeEverywhere => "unknown-delegation",
        _ => "role-not-allowed",
    };
}
