using JasperFx;
using JasperFx.CommandLine;
using ProductGate.Domain;
using ProductGate.Service.Policies;

namespace ProductGate.Service.Identity;

public sealed class MatrixInput : NetCoreInput
{
    [Description("A policy document; the shipped one without it")]
    [FlagAlias("policy", true)]
    public string? PolicyFlag { get; set; }

    [Description("Comma-separated values, for a spreadsheet")]
    [FlagAlias("csv", true)]
    public bool CsvFlag { get; set; }

    [Description("Write to this file instead of the screen")]
    [FlagAlias("out", true)]
    public string? OutFlag { get; set; }
}

[Description("Print who may do what under a policy, and with which code the others are refused; needs no database", Name = "matrix")]
public sealed class MatrixCommand : JasperFxCommand<MatrixInput>
{
    public override bool Execute(MatrixInput input)
    {
        var policy = PolicyShelf.Read(input.PolicyFlag);
        var lines = input.CsvFlag ? Matrix.Csv(policy) : Text(policy);
        if (input.OutFlag is { } file) File.WriteAllLines(file, lines);
        else foreach (var line in lines) Console.WriteLine(line);
        return true;
    }

    /// <summary>A deed and the few who may, which a reader wants, instead of the many who may not.</summary>
    private static IEnumerable<string> Text(Policy policy)
    {
        yield return $"Policy {policy.Id} version {policy.Version}. A name may; after the bar, how others who are close to the product fare.";
        foreach (var line in Matrix.Lines(policy))
        {
            var cells = Matrix.Columns.Select(c => (c.Relation, c.Name, Cell: Matrix.Cell(line, c))).ToList();
            var may = cells.Where(c => c is { Relation: Relation.Role or Relation.OtherTeam, Cell: Matrix.Yes }).Select(c => c.Name).ToList();
            var who = may.Count == Enum.GetValues<Role>().Length + 2 ? "everybody" : string.Join(" ", may);
            var special = cells.Where(c => c.Relation > Relation.OtherTeam).Select(c => $"{c.Name} {c.Cell}");
            yield return $"{line.Grant.Deed,-20} {line.On,-29} {who} | {string.Join(", ", special)}";
        }
    }
}
