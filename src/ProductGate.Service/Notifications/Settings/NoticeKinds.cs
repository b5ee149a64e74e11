using ProductGate.Domain;

namespace ProductGate.Service.Notifications;

/// <summary>The kinds of notices that anybody is ever told of, in the groups in which the page offers them.</summary>
internal static class NoticeKinds
{
    public static readonly (Phrase Group, string[] Kinds)[] Groups =
    [
        ("Signatures", ["sign-off-requested", "sign-off-given", "sign-off-invalidated", "reviewer-recused", "stage-sent-back"]),
        ("Opinions and conditions", ["opinion-raised", "opinion-answered", "opinion-verified", "opinion-verification-failed", "opinion-withdrawn", "opinion-escalated", "opinion-upheld", "risk-accepted", "condition-attached", "condition-closed"]),
        ("Products and their dossiers", ["product-declared", "dossier-revised", "change-proposed", "change-closed", "product-rejected", "product-withdrawn", "product-retired"]),
        ("Evaluation, launch and monitoring", ["evaluation-passed", "product-launched", "signal-raised", "review-opened", "review-completed", "remedial-action-ordered", "distribution-suspended", "distribution-resumed"]),
        ("Deadlines", [Notices.Near, "deadline-missed", "deadline-set", "deadline-extended", "deadline-paused", "deadline-resumed", "deadline-recalculated"]),
    ];

    /// <summary>What a webhook may ask for: checkpoints too, which none gets that asks for nothing in particular.</summary>
    public static readonly (Phrase Group, string[] Kinds)[] OfWebhooks = [.. Groups, ("Only where it is chosen", [CheckpointCalls.Kind])];

    /// <summary>What it is called where webhooks are set up.</summary>
    public static Phrase NameOf(string kind) => kind == CheckpointCalls.Kind ? "Checkpoints of the audit log" : Words.Capital(Kinds.OfFact(kind));

    /// <summary>Why a kind is not left to choice.</summary>
    public static Phrase? Duty(string kind) => !Wishes.Duty.Contains(kind) ? null
        : kind == "sign-off-requested" ? (Phrase)"Always at once: somebody waits for your signature." : "Always at once: a time that the rules set runs out.";
}
