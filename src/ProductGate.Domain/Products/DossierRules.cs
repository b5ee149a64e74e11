using System.Text.Json;

namespace ProductGate.Domain;

public static class DossierRules
{
    public static Decision Decide(Situation s, ReviseSection command)
    {
        var p = s.Product;
        if (!p.RoundOpen) return Decision.Refuse("change-round-needed", "A launched product is changed in a new round: propose the change first.", null, [new("Propose a change.", Grants.Office(Deed.ProposeChange))]);
        if (Duplicate(command) is { } key) return Decision.Invalid("duplicate-indicator", "indicators", $"Two indicators have the key '{key}'.");
        var hash = command.Content.Hash;
        if (p.HashOf(command.Section) == hash) return Decision.Nothing;

        var revision = p.LastRevision + 1;
        return Decision.Record(
        [
            new DossierRevised(revision, command.Section, command.Content, hash, s.By.Id, s.Now),
            .. command.References.DistinctBy(d => d.Sha256).Where(d => !p.Documents.Contains(d.Sha256))
                .Select(d => new DocumentAttached(revision, command.Section, d.Sha256, d.Name, s.By.Id)),
            .. p.Valid.Select(signed => Survival(signed, command.Section, revision)),
        ]);
    }

    /// <summary>Every standing signature is either invalidated or carried over, never neither (domain.md, Sign-offs).</summary>
    private static IFact Survival(SignOff signed, Section changed, int revision) => signed.Covers(changed)
        ? new SignOffInvalidated(signed.Stage, signed.Round, signed.Office, signed.By, [changed], KnownReasons.Changed(revision, changed).ToString())
        : new SignOffCarriedOver(signed.Stage, signed.Round, signed.Office, signed.By, signed.Revision, revision, KnownReasons.ChangedElsewhere(revision, changed).ToString());

    private static string? Duplicate(ReviseSection command) => command.Section != Section.MonitoringPlan
        ? null
        : JsonSerializer.Deserialize<MonitoringPlanContent>(command.Content.Text, Json.Options)!.Indicators?
            .GroupBy(i => i.Key).FirstOrDefault(g => g.Count() > 1)?.Key;
}
