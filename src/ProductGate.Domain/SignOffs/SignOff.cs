using System.Collections.Immutable;

namespace ProductGate.Domain;

/// <summary>A signature of this or an earlier round, and whether it still stands.</summary>
/// <param name="Revision">The newest revision for which it stands: the one signed, or the last one it was carried over to.</param>
public sealed record SignOff(
    Stage Stage, int Round, Role Office, SignOffDecision Decision, SignOffMeaning Meaning, Capacity Capacity, int SignedRevision, int Revision,
    ImmutableArray<SectionHash> Sections, PolicyRef Policy, string Reason, string By, DateTimeOffset At)
{
    public string? OnBehalfOf { get; init; }
    public bool Invalidated { get; init; }

    public bool Approves => Decision is SignOffDecision.Approve or SignOffDecision.ApproveWithConditions;

    public bool Covers(Section section) => Sections.Any(s => s.Section == section);
}

/// <summary>A signature that has been asked for and not yet been given.</summary>
public sealed record SignOffRequest(Stage Stage, Role Office, DateTimeOffset At);

internal static class SignOffFold
{
    public static Product On(this Product p, SignOffRequested f) => p with { Requests = [.. p.Requests, new SignOffRequest(f.Stage, f.Office, f.At)] };

    public static Product On(this Product p, SignOffGiven f) => p with
    {
        SignOffs =
        [
            .. p.SignOffs,
            new SignOff(f.Stage, f.Round, f.Office, f.Decision, f.Meaning, f.Capacity, f.Revision, f.Revision, f.Sections, f.Policy, f.Reason, f.By, f.At)
            {
                OnBehalfOf = f.OnBehalfOf,
            },
        ],
    };

    public static Product On(this Product p, SignOffCarriedOver f) =>
        p.WithSignOff(f.Stage, f.Round, f.Office, f.SignedBy, s => s with { Revision = f.ToRevision });

    public static Product On(this Product p, SignOffInvalidated f) =>
        p.WithSignOff(f.Stage, f.Round, f.Office, f.SignedBy, s => s with { Invalidated = true }) with
        {
            Requests = [.. p.Requests.Where(r => r.Stage != f.Stage || r.Office != f.Office)],
        };

    public static Product On(this Product p, ReviewerRecused f) => p with { Recused = [.. p.Recused, f.Person] };

    private static Product WithSignOff(this Product p, Stage stage, int round, Role office, string by, Func<SignOff, SignOff> change) => p with
    {
        SignOffs = [.. p.SignOffs.Select(s =>
            s.Stage == stage && s.Round == round && s.Office == office && s.By == by && s is { Approves: true, Invalidated: false } ? change(s) : s)],
    };
}
