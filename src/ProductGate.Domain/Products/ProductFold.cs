using System.Text.Json;

namespace ProductGate.Domain;

internal static class ProductFold
{
    public static Product On(this Product p, ProductDeclared f) => p with
    {
        Name = f.Name,
        Category = f.Category,
        Kind = f.Kind,
        Team = f.Team,
        Predecessor = f.Predecessor,
        Policy = f.Policy,
        Calendar = f.Calendar,
        DeclaredBy = f.By,
        DeclaredAt = f.At,
        Round = 1,
        RoundOpen = true,
        Stage = Stage.InternalDeclaration,
    };

    public static Product On(this Product p, DossierRevised f)
    {
        var (fields, written) = Fields.After(p.Section(f.Section)?.Fields ?? [], Fields.Read(f.Section, f.Content), f.By, p.Authors);
        return p with
        {
            Authors = p.Authors.With(written, f.By),
            Revision = f.Revision,
            LastRevision = f.Revision,
            Sections = [.. p.Sections.Where(s => s.Section != f.Section), State(f, fields)],
            RiskGrade = f.Section == Section.Risk ? Read<RiskContent>(f).Grade : p.RiskGrade,
            Indicators = f.Section == Section.MonitoringPlan ? [.. Read<MonitoringPlanContent>(f).Indicators ?? []] : p.Indicators,
        };
    }

    public static Product On(this Product p, DocumentAttached f) => p.WithDocuments([new DocumentRef(f.Sha256, f.Name)]);

    public static Product On(this Product p, ProductWithdrawn _) => p.End(Disposition.Withdrawn);

    public static Product On(this Product p, ProductRejected _) => p.End(Disposition.Rejected);

    public static Product On(this Product p, ChangeProposed f) => p with
    {
        Round = f.Round,
        RoundOpen = true,
        Policy = f.Policy,
        Calendar = f.Calendar,
        Stage = Stage.InternalDeclaration,
        Submitted = false,
        Returned = false,
        Requests = [],
        Evaluation = null,
        Passed = null,
    };

    /// <remarks>The launched revision stands again; its number is taken, so the next revision gets a new one.</remarks>
    public static Product On(this Product p, ChangeClosed _) => p with
    {
        RoundOpen = false,
        Stage = Stage.LaunchMonitoring,
        Submitted = false,
        Returned = false,
        Requests = [],
        Revision = p.Launched!.Revision,
        Sections = [.. p.Launched.Sections],
        Indicators = [.. p.Launched.Indicators],
        RiskGrade = p.Launched.RiskGrade,
    };

    private static Product End(this Product p, Disposition end) => p with { Ended = end, RoundOpen = false, Requests = [], Returned = false };

    private static SectionState State(DossierRevised f, Field[] fields)
    {
        var state = new SectionState(f.Section, f.Revision, f.Hash, fields);
        return f.Section switch
        {
            Section.Summary => state with { Named = Read<SummaryContent>(f).Contributors },
            Section.Distribution => state with { UnsuitableChannels = Read<DistributionContent>(f).UnsuitableChannels },
            Section.Testing => state with { Tested = [.. Tested(Read<TestingContent>(f).Scenarios ?? [])] },
            _ => state,
        };
    }

    private static IEnumerable<ScenarioKind> Tested(Scenario[] scenarios) => scenarios.Where(s => !string.IsNullOrWhiteSpace(s.Outcome)).Select(s => s.Kind).Distinct();

    private static T Read<T>(DossierRevised f) => JsonSerializer.Deserialize<T>(f.Content.Text, Json.Options)!;
}
