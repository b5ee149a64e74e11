using System.Collections.Frozen;

namespace ProductGate.Domain;

/// <summary>Which roles may send which command; a product team member must also be of the owning team. Source: domain.md, People.</summary>
public static class Authority
{
    private static readonly FrozenDictionary<Type, Role[]> Table = new Dictionary<Type, Role[]>
    {
        [typeof(SubmitStage)] = [Role.ProductTeam],
        [typeof(WithdrawProduct)] = [Role.ProductTeam],
        [typeof(ProposeChange)] = [Role.ProductTeam],
        [typeof(AnswerOpinion)] = [Role.ProductTeam],
        [typeof(LaunchProduct)] = [Role.ProductTeam],
        [typeof(RecordFiling)] = [Role.ProductTeam, Role.Compliance],
        [typeof(RecordEvaluation)] = [Role.ProtectionOffice],
        [typeof(RuleOnOpinion)] = [Role.Committee],
        [typeof(SuspendDistribution)] = [Role.ProtectionOffice, Role.ProtectionHead],
        [typeof(ResumeDistribution)] = [Role.ProtectionOffice, Role.ProtectionHead],
        [typeof(RetireProduct)] = [Role.ProductTeam, Role.ProtectionOffice, Role.ProtectionHead],
        [typeof(ReportIndicator)] = [Role.ProductTeam, Role.Operations, Role.Complaints],
        [typeof(OpenReview)] = [Role.ProtectionOffice, Role.ProtectionHead, Role.Compliance],
        [typeof(CompleteReview)] = [Role.ProtectionOffice, Role.ProtectionHead, Role.Compliance],
        [typeof(ExtendDeadline)] = [Role.ProtectionHead, Role.Committee],
        [typeof(MigratePolicy)] = [Role.Administrator],
    }.ToFrozenDictionary();

    /// <summary>Null when the role allows the command. What depends on more than the role, its own rule decides.</summary>
    public static Refusal? Check(Situation s, IProductCommand command) => command switch
    {
        CheckDeadline => s.By.IsSystem ? null : Forbidden("role-not-allowed", "Only the service's own timers do this.", []),
        ReviseSection c => Check(s, s.Policy.Of(c.Section).Editors),
        RaiseOpinion => s.Policy.Opinions.Offices.Any(s.By.SpeaksFor) ? null : Check(s, s.Policy.Opinions.Offices),
        _ => Table.TryGetValue(command.GetType(), out var roles) ? Check(s, roles) : null,
    };

    public static Refusal? Check(Situation s, params Role[] roles)
    {
        if (s.By.IsAny(roles.Where(r => r != Role.ProductTeam))) return null;
        if (!roles.Contains(Role.ProductTeam) || !s.By.Is(Role.ProductTeam))
            return Forbidden("role-not-allowed", $"This is for {string.Join(" or ", roles.Select(Words.Of))}.", roles);
        return s.By.IsTeamOf(s.Product) ? null : Forbidden("not-your-product", $"The product belongs to team {s.Product.Team}.", [Role.ProductTeam]);
    }

    private static Refusal Forbidden(string code, string sentence, Role[] roles) =>
        new(RefusalKind.Forbidden, code, sentence) { Missing = [.. roles.Select(r => new Missing("Ask somebody of this office.", r, null))] };
}
