using System.Text.Json;
using ProductGate.Domain;

namespace ProductGate.Tests.Support;

/// <summary>A product's life through HTTP: the commands of <see cref="Journey"/>, sent to their addresses, with the newest version in If-Match.</summary>
internal sealed class HttpJourney
{
    private HttpJourney(Bank bank, Guid id, JsonElement last) => (Bank, Id, Last) = (bank, id, last);

    private readonly List<(long Through, Actor By)> acts = [];

    public Bank Bank { get; }
    public Guid Id { get; }

    /// <summary>The answer to the newest accepted command, or the product as it was last read.</summary>
    public JsonElement Last { get; private set; }

    public long Version => Last.GetProperty("version").GetInt64();
    public string Path => $"/api/products/{Id}";
    public Stage Stage => Enum.Parse<Stage>(Last.Text("stage")!);
    public int Revision => Last.GetProperty("revision").GetInt32();
    public DateOnly Today => PolicyReader.Default.Calendar.Today(Bank.Clock.GetUtcNow());

    public static async Task<HttpJourney> Declared(Bank bank, string? name = null, Actor? by = null, string team = "cards")
    {
        var declared = (await bank.Post(by ?? People.Designer, "/api/products", Sample.Declaration with { Name = name ?? $"Harbour {Guid.NewGuid():N}", Team = team })).Is(201).Json;
        var journey = new HttpJourney(bank, declared.GetProperty("productId").GetGuid(), declared);
        journey.acts.Add((journey.Version, by ?? People.Designer));
        return journey;
    }

    /// <summary>With whose token the step was sent that ends in this version of the product.</summary>
    public Actor WhoDid(long version) => acts.First(a => a.Through >= version).By;

    /// <summary>Goes on with a product that came about in another way.</summary>
    public static HttpJourney Of(Bank bank, Guid product) => new(bank, product, default);

    /// <summary>A product whose open stage is this one and not yet handed in; everything before it done by the book.</summary>
    public static async Task<HttpJourney> At(Bank bank, Stage stage)
    {
        var journey = await Declared(bank);
        foreach (var section in Sections.All) await journey.Do(People.Designer, Sample.Revise(section));
        while (journey.Stage < stage) await journey.CompleteStage();
        return journey;
    }

    /// <summary>A product at this stage, handed in and waiting for its signatures.</summary>
    public static async Task<HttpJourney> HandedIn(Bank bank, Stage stage)
    {
        var journey = await At(bank, stage);
        await journey.Submit();
        return journey;
    }

    public static async Task<HttpJourney> ReadyToLaunch(Bank bank)
    {
        var journey = await At(bank, Stage.LaunchMonitoring);
        await journey.SignAll();
        return journey;
    }

    public static async Task<HttpJourney> Live(Bank bank)
    {
        var journey = await ReadyToLaunch(bank);
        await journey.Launch();
        return journey;
    }

    /// <summary>A change round of a product on sale, which every department sees.</summary>
    public static async Task<HttpJourney> InChangeRound(Bank bank)
    {
        var journey = await Live(bank);
        await journey.Do(People.Designer, new ProposeChange("Another fee."));
        await journey.Do(People.Designer, Sample.Revise(Section.Pricing, "another fee"));
        return journey;
    }

    /// <summary>Sends a command. Who would sign opens the dossier first.</summary>
    public async Task<Answer> Try(Actor? by, IProductCommand command, long? version = null, string? key = null, bool preview = false)
    {
        if (command is SignOffStage) await Open(by);
        return await Send(by, command, version, key, preview);
    }

    /// <summary>Sends a command with nothing before it.</summary>
    public Task<Answer> Send(Actor? by, IProductCommand command, long? version = null, string? key = null, bool preview = false)
    {
        (string, string)[] headers = key is null ? [Client.IfMatch(version ?? Version)] : [Client.IfMatch(version ?? Version), Client.Key(key)];
        var (method, body) = command is ReviseSection revise ? (HttpMethod.Put, (object)revise.Content.Text) : (HttpMethod.Post, command);
        return Bank.Send(by, method, $"{Path}/{Addresses.Of(command)}{(preview ? "?preview=true" : "")}", body, headers);
    }

    public async Task<JsonElement> Do(Actor by, IProductCommand command)
    {
        var answer = (await Try(by, command)).Is(200);
        answer.Headers.ETag!.Tag.Should().Be($"\"{answer.Json.Text("version")}\"");
        Last = answer.Json;
        acts.Add((Version, by));
        return Last;
    }

    /// <summary>The command is refused with this status and code, and nothing at all has changed.</summary>
    public async Task<Answer> Refuses(Actor by, IProductCommand command, int status, string code, string? rule = null)
    {
        var before = await Trace.Of(Bank, Id);
        var answer = (await Try(by, command)).IsProblem(status, code, rule);
        (await Trace.Of(Bank, Id)).Should().Be(before);
        return answer;
    }

    public Task<JsonElement> Submit() => Do(People.TeamMate, new SubmitStage());

    public Task<JsonElement> Sign(Actor by, SignOffDecision decision = SignOffDecision.Approve, Stage? sendBackTo = null, params NewCondition[] conditions) =>
        Do(by, Signature(decision, sendBackTo, conditions));

    /// <summary>A decision on the open stage.</summary>
    public SignOffStage Signature(SignOffDecision decision = SignOffDecision.Approve, Stage? sendBackTo = null, params NewCondition[] conditions) =>
        new(Stage, decision, "Looked at.", conditions.Length == 0 ? null : conditions, sendBackTo);

    /// <summary>Raises an opinion; its id.</summary>
    public async Task<Guid> Raise(Actor by, OpinionKind kind, Section section = Section.Pricing)
    {
        await Do(by, Sample.Opinion(kind, section));
        return await Newest("opinions");
    }

    public Task<JsonElement> Evaluate() => Do(People.Officer, Evaluation());

    public static RecordEvaluation Evaluation(ItemResult result = ItemResult.Met) => new([.. PolicyReader.Default.Evaluation.Items.Select(i => new ItemAnswer(i.Id, result, "Seen."))]);

    public RecordFiling Filing(DateOnly? expires = null) => new(FilingType.Filing, "Article 12", FilingOutcome.Accepted, "F-1", Today.AddDays(-3), Expires: expires);

    public Task<JsonElement> Launch() => Do(People.TeamMate, new LaunchProduct(Revision, ["branch"]));

    public Task<JsonElement> Report(string indicator, string value) => Do(People.Operator, new ReportIndicator(indicator, new Number(decimal.Parse(value, null)), Today.AddDays(-1)));

    /// <summary>Hands the open stage in, with what it needs, and gives every signature it asks for.</summary>
    public async Task CompleteStage()
    {
        var (before, policy) = (Stage, PolicyReader.Default.Of(Stage));
        if (policy.Filing) await Do(People.TeamMate, Filing());
        await Submit();
        if (policy.Evaluation) await Evaluate();
        await SignAll();
        Stage.Should().Be(before + 1, "nothing is missing any more");
    }

    /// <summary>Gives every signature that is being asked for, each by a person of the office who may.</summary>
    /// <param name="last">Stages behind this one are left unsigned.</param>
    public async Task SignAll(Stage last = Stage.LaunchMonitoring)
    {
        var product = await Look();
        var signed = product.Items("signOffs").Where(s => s.Text("round") == product.Text("round") && s.Text("invalidated") == "False").Select(s => (s.Text("stage")!, s.Text("by")!)).ToHashSet();
        while (Last.Items("next").FirstOrDefault(n => n.Text("kind") == "SignOff" && Enum.Parse<Stage>(n.Text("stage")!) <= last) is { ValueKind: JsonValueKind.Object } ask)
        {
            var (stage, office) = (ask.Text("stage")!, ask.GetProperty("by").Deserialize<Role>(Json.Options));
            var signer = People.All.First(p => p.Is(office) && signed.Add((stage, p.Id)));
            await Do(signer, new SignOffStage(Enum.Parse<Stage>(stage), SignOffDecision.Approve, ""));
        }
    }

    /// <summary>Reads the version anew after something else than a command of this journey has changed the product.</summary>
    public async Task Refresh() => Last = await Look();

    /// <summary>Opens the whole dossier, where this person may.</summary>
    public Task<Answer> Open(Actor? by, string query = "") => Bank.Get(by, $"{Path}{query}");

    /// <summary>The product as this person sees it.</summary>
    public async Task<JsonElement> Look(Actor? by = null, string query = "") => (await Open(by ?? People.Officer, query)).Is(200).Json;

    /// <summary>The newest opinion, condition, review or deadline: its id.</summary>
    public async Task<Guid> Newest(string list) => (await Look()).Items(list).Last().GetProperty("id").GetGuid();

    /// <summary>The trail, oldest first.</summary>
    public async Task<List<JsonElement>> Trail(string query = "") => [.. (await Bank.All(People.Compliance, $"{Path}/audit{query}", 200)).AsEnumerable().Reverse()];
}
