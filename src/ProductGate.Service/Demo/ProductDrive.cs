using System.Globalization;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Products;

namespace ProductGate.Service.Demo;

/// <summary>Takes one product on its way, each step by a person who may: it does what the newest answer says is asked of whom.</summary>
public sealed class ProductDrive
{
    /// <summary>What is done first when several things are asked. Conditions stay open until nothing but them keeps the product from its launch.</summary>
    private static readonly AskKind[] Order =
        [AskKind.AnswerOpinion, AskKind.VerifyOpinion, AskKind.SubmitStage, AskKind.Evaluate, AskKind.SignOff, AskKind.MeetCondition, AskKind.Launch];

    private readonly GateClient gate;
    private readonly Cast cast;
    private readonly ProductDraft draft;
    private readonly int turn;
    private readonly HashSet<Section> written = [];
    private readonly Dictionary<Stage, List<string>> signers = [];

    private ProductDrive(GateClient gate, Cast cast, ProductDraft draft, int turn) => (this.gate, this.cast, this.draft, this.turn) = (gate, cast, draft, turn);

    /// <summary>The newest answer: where the product is and what is asked next.</summary>
    public CommandAnswer Now { get; private set; } = null!;
    public Guid Id => Now.ProductId;
    public ProductDraft Draft => draft;

    /// <summary>True once the protection office's objection was raised.</summary>
    public bool Objected { get; private set; }

    /// <summary>The team's member who writes the dossier.</summary>
    public string Author => cast.Member(draft.Team, turn);

    /// <param name="turn">Another number lets other people of the same offices act.</param>
    public static async Task<ProductDrive> Declare(GateClient gate, Cast cast, ProductDraft draft, int turn = 0)
    {
        var drive = new ProductDrive(gate, cast, draft, turn);
        drive.Now = await gate.Post(drive.Author, "/api/products", draft.Declaration);
        return drive;
    }

    /// <summary>Goes on with a product that was declared earlier from the same draft.</summary>
    public static async Task<ProductDrive> Resume(GateClient gate, Cast cast, ProductDraft draft, Guid id, int turn = 0)
    {
        var drive = new ProductDrive(gate, cast, draft, turn);
        var view = await gate.Get<ProductView>(drive.Author, $"/api/products/{id}");
        drive.Now = new(view.Id, view.Version, view.Stage, view.Disposition, view.MarketState, view.Revision, [], view.Next);
        drive.written.UnionWith(view.Dossier.Where(s => s.Section != Section.Summary || s.Revision > 1).Select(s => s.Section));
        drive.Objected = view.Opinions.Any(o => o.Kind == OpinionKind.Objection);
        foreach (var signed in view.SignOffs.Where(s => s.Round == view.Round && s is { Approves: true, Invalidated: false })) drive.SignersOf(signed.Stage).Add(signed.By);
        return drive;
    }

    public async Task Do(string person, string path, object command) => Now = await gate.Post(person, $"/api/products/{Id}{path}", command, Now.Version);

    public async Task Revise(Section section, object content)
    {
        Now = await gate.Put(Author, $"/api/products/{Id}/dossier/{section}", content, Now.Version);
        written.Add(section);
    }

    public async Task<DocumentRef> Upload(string name, string text) => new((await gate.Upload(Author, name, "text/plain", text)).Sha256, name);

    /// <summary>Writes what the open stage asks for and hands it in; does nothing if that is done.</summary>
    public async Task HandIn()
    {
        if (Asked(AskKind.SubmitStage) is null) return;
        var stage = PolicyReader.Default.Of(Now.Stage);
        foreach (var section in stage.Requires.Select(r => r.Section).Where(s => !written.Contains(s)).Distinct()) await Revise(section, draft.Sections[section]);
        if (stage.Filing) await Do(Author, "/filing", new RecordFiling(FilingType.Filing, "Measures for product filing, article 12", FilingOutcome.Accepted, $"F-{turn + 1001}", Yesterday()));
        await Do(Author, "/submissions", new SubmitStage());
    }

    /// <summary>One office's signature on the open stage, or another of its decisions.</summary>
    public async Task Sign(Role office, SignOffDecision decision = SignOffDecision.Approve, string reason = "Checked against the dossier.", NewCondition? condition = null, Stage? sendBackTo = null)
    {
        var stage = Now.Next.FirstOrDefault(n => n.Kind == AskKind.SignOff && n.By == office)?.Stage ?? Now.Stage;
        var person = cast.Of(office, turn, SignersOf(stage));
        // Who signs has opened the dossier.
        await gate.Get<ProductView>(person, $"/api/products/{Id}");
        await Do(person, "/sign-offs", new SignOffStage(stage, decision, reason, condition is null ? null : [condition], sendBackTo));
        if (decision is SignOffDecision.Approve or SignOffDecision.ApproveWithConditions) SignersOf(stage).Add(person);
    }

    public async Task Object()
    {
        await Raise(Role.ProtectionOffice, draft.Objection);
        Objected = true;
    }

    public Task Raise(Role office, RaiseOpinion opinion) => Do(cast.Of(office, turn), "/opinions", opinion);

    public Task Answer(OpinionAnswer answer, string reason) => Do(Author, $"/opinions/{Asked(AskKind.AnswerOpinion)!.Subject}/answer", new AnswerOpinion(answer, reason));

    public Task Evaluate() => Do(cast.Of(Role.ProtectionOffice, turn), "/evaluation", new RecordEvaluation([.. PolicyReader.Default.Evaluation.Items.Select(i => new ItemAnswer(i.Id, ItemResult.Met))]));

    /// <summary>Opens a round for a change of the launched product: everybody signs anew.</summary>
    public Task Change(string reason)
    {
        signers.Clear();
        return Do(Author, "/changes", new ProposeChange(reason));
    }

    public Task Report(string indicator, string value, string? note = null) =>
        Do(Author, "/indicators", new ReportIndicator(indicator, new Number(decimal.Parse(value, CultureInfo.InvariantCulture)), Yesterday(), note));

    /// <summary>Does everything asked for, until the product has come to this stage.</summary>
    public async Task CarryTo(Stage stage)
    {
        while (Now.Stage < stage) await Step();
    }

    /// <summary>Does everything asked for, until the product is on sale.</summary>
    public async Task Launch()
    {
        while (Now.MarketState == MarketState.NotLaunched) await Step();
    }

    public Next? Asked(AskKind kind) => Now.Next.FirstOrDefault(n => n.Kind == kind);

    private async Task Step()
    {
        var ask = Order.Select(Asked).FirstOrDefault(n => n is not null) ?? throw new GateException($"{draft.Name} is stuck at {Now.Stage} ({Now.Disposition}): {string.Join(" ", Now.Next.Select(n => n.What))}");
        await (ask.Kind switch
        {
            AskKind.AnswerOpinion => Answer(OpinionAnswer.Adopted, "We change it as the office asks."),
            AskKind.VerifyOpinion => Verify(ask),
            AskKind.SubmitStage => HandIn(),
            AskKind.Evaluate => Evaluate(),
            AskKind.SignOff => Sign(ask.By),
            AskKind.MeetCondition => Close(ask),
            _ => Do(Author, "/launch", new LaunchProduct(Now.Revision, ["branch", "app"])),
        });
    }

    /// <summary>The team makes the promised change; then the office looks at it.</summary>
    private async Task Verify(Next ask)
    {
        await Revise(draft.Objection.Section, draft.Changed);
        await Do(cast.Of(ask.By, turn), $"/opinions/{ask.Subject}/verification", new VerifyOpinion(true, "The change is in the dossier."));
    }

    private Task Close(Next ask) => Do(cast.Of(Role.Compliance, turn), $"/conditions/{ask.Subject}/closure", new CloseCondition("Evidence seen on site; the record is in the team's folder."));

    private List<string> SignersOf(Stage stage) => signers.TryGetValue(stage, out var some) ? some : signers[stage] = [];

    private static DateOnly Yesterday() => DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-1);
}
