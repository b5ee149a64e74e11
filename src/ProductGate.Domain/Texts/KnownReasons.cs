namespace ProductGate.Domain;

/// <summary>Reasons that the rules give by themselves. A fact keeps its reason as an English text; here it is known again, to be said in another language.</summary>
public static class KnownReasons
{
    internal static readonly Phrase FiledAnew = "The regulator's step was recorded anew.";
    internal static readonly Phrase EvaluatedAnew = "A new evaluation was recorded.";
    internal static readonly Phrase WindowPassed = "The launch window has passed; the evaluation is to be done again.";
    internal static readonly Phrase NoLongerAsked = "The signature is no longer asked for.";
    internal static readonly Phrase NoLongerStands = "The evaluation no longer stands.";
    internal static readonly Phrase NoLongerCounts = "The evaluation was done again, or no longer counts.";
    internal static readonly Phrase OpinionWithdrawn = "The opinion was withdrawn.";
    internal static readonly Phrase WentUp = "The opinion was taken to the committee.";

    private static readonly Phrase[] All =
    [
        FiledAnew, EvaluatedAnew, WindowPassed, NoLongerAsked, NoLongerStands, NoLongerCounts, OpinionWithdrawn, WentUp, ChangedElsewhere(0, default), Changed(0, default), Narrow(0),
        Over(Disposition.Withdrawn), Over(MarketState.Retired), ReviewMissed(default), ReviewNotCompleted(default), RiskExpired(""), AfterLaunch(0), PastLimit(new("", "", "", default), default),
        SalesWereSuspended(""), SalesAreSuspended(""), NotAdopted(""), OpenAgain(Stage.InternalDeclaration, ""),
    ];

    /// <summary>What a fact says as its reason: a sentence of the rules, or somebody's own words.</summary>
    public static Phrase Of(string reason) => All.Select(known => known.Like(reason)).FirstOrDefault(found => found is not null) ?? Phrase.Verbatim(reason);

    internal static Phrase Changed(int revision, Section section) => $"Revision {revision} changes {Words.Of(section)}.";

    internal static Phrase ChangedElsewhere(int revision, Section section) => $"Revision {revision} changes only {Words.Of(section)}.";

    internal static Phrase Narrow(int version) => $"Policy version {version} asks for more sections than were signed.";

    internal static Phrase OpenAgain(Stage stage, string reason) => $"{Words.Of(stage)} is open again: {reason}";

    internal static Phrase Over(Enum end) => $"The product is {Words.Of(end)}.";

    internal static Phrase ReviewMissed(DateTimeOffset due) => $"The review due {due:yyyy-MM-dd} was missed.";

    internal static Phrase ReviewNotCompleted(DateTimeOffset due) => $"The review due {due:yyyy-MM-dd} was not completed.";

    internal static Phrase RiskExpired(string opinion) => $"The risk accepted for O{opinion} has expired.";

    internal static Phrase AfterLaunch(int days) => $"{days} days after launch.";

    internal static Phrase PastLimit(Indicator indicator, Number value) => $"{indicator.Name} is {value} {indicator.Unit}, past its limit of {indicator.Limit}.";

    internal static Phrase SalesWereSuspended(string reason) => $"Sales were suspended: {reason}";

    internal static Phrase SalesAreSuspended(string reason) => $"Sales are suspended: {reason}";

    internal static Phrase NotAdopted(string reason) => $"The team did not adopt the objection: {reason}";
}
