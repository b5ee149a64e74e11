using System.Net.Http.Headers;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Policies;
using ProductGate.Service.Products;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>
/// A product for every situation of the matrix of authority, in a bank of its own: what others pass on would show. On each, somebody of two hats has made a
/// part of whatever an office judges there, somebody of each has stepped aside, and the office has passed on its powers. Cells are tried as previews, so that
/// all of them meet the same products.
/// </summary>
public sealed class MatrixBank(Server server) : IAsyncLifetime
{
    private readonly Dictionary<Stage, HttpJourney> waiting = [];
    private readonly Dictionary<Role, Guid> opinions = [];

    public Bank Bank { get; private set; } = null!;

    internal MatrixSubjects Subjects { get; private set; } = null!;
    internal Guid StandingDelegation { get; private set; }
    internal string Document { get; private set; } = "";
    private HttpJourney Disputed { get; set; } = null!;
    private HttpJourney Suspended { get; set; } = null!;

    internal HttpJourney ProductFor(MatrixLine line) => line.Grant.Deed switch
    {
        Deed.SignOffStage => waiting[Enum.Parse<Stage>(line.On)],
        Deed.RecordEvaluation => waiting[Stage.ConsumerProtectionEvaluation],
        Deed.SuspendDistribution or Deed.ResumeDistribution or Deed.RetireProduct or Deed.ReportIndicator or Deed.OpenReview or Deed.CompleteReview => Suspended,
        _ => Disputed,
    };

    public async ValueTask InitializeAsync()
    {
        Bank = new Bank(server);
        await Bank.Open();
        foreach (var stage in Enum.GetValues<Stage>().Where(s => s != Stage.InternalDeclaration)) waiting[stage] = await Waiting(stage);
        Suspended = await OnTheMarket();
        Disputed = await InDispute();
        await PassOnEverywhere();
        await StoreDocument();
    }

    public ValueTask DisposeAsync() => Bank.DisposeAsync();

    private static Role[] Offices(Stage stage) => [.. PolicyReader.Default.Of(stage).SignOffs.Select(s => s.Office).Distinct()];

    private async Task<HttpJourney> Waiting(Stage stage)
    {
        var product = await Made(Offices(stage), PolicyReader.Default.Of(stage).SignOffs[0].Sections[^1]);
        while (product.Stage < stage && product.Stage != Stage.ConsumerProtectionEvaluation) await product.CompleteStage();
        if (stage == Stage.LaunchMonitoring) await Evaluated(product);
        if (PolicyReader.Default.Of(stage).Filing) await product.Do(People.TeamMate, product.Filing());
        if (stage != Stage.LaunchMonitoring) await product.Submit();
        if (PolicyReader.Default.Of(stage).Evaluation) await product.Evaluate();
        foreach (var office in Offices(stage)) await PassOn(product, office);
        return product;
    }

    /// <summary>Completes the evaluation, and leaves the signature that the launch then asks for.</summary>
    private static async Task Evaluated(HttpJourney product)
    {
        await product.Submit();
        await product.Evaluate();
        await product.Sign(People.Officer);
        await product.Sign(People.Head);
    }

    /// <summary>A complete dossier, to which people of these offices have contributed where their office looks.</summary>
    private async Task<HttpJourney> Made(Role[] offices, Section section)
    {
        var product = await HttpJourney.InChangeRound(Bank);
        foreach (var each in Sections.All) await product.Do(People.Designer, Sample.Revise(each));
        await StepAside(product);
        foreach (var office in offices)
        {
            var covered = PolicyReader.Default.Stages.SelectMany(s => s.SignOffs).Where(s => s.Office == office).SelectMany(s => s.Sections).Append(section).Distinct();
            foreach (var each in covered) await product.Do(People.TwoHats[office], Sample.Revise(each, $"by {office}"));
        }
        return product;
    }

    /// <summary>As the rules record it when an office's signature is asked for; here for offices too that are not asked in this round.</summary>
    private async Task StepAside(HttpJourney product)
    {
        using var scope = Bank.Services.CreateScope();
        var session = scope.ServiceProvider.GetRequiredService<IDocumentSession>();
        var stream = await session.Events.FetchForWriting<Product>(product.Id);
        IFact[] facts = [.. People.Aside.Values.Select(p => new ReviewerRecused(p.Id, "A relative works there.", Bank.Clock.GetUtcNow()))];
        stream.AppendMany(facts);
        var after = facts.Aggregate(stream.Aggregate, (p, fact) => Product.Evolve(p, product.Id, fact))!;
        await ReadModels.Keep(session, stream.Aggregate, after, facts, scope.ServiceProvider.GetRequiredService<PolicyShelf>(), default);
        session.ActAs(People.Aside[Role.Compliance]);
        await session.SaveChangesAsync();
        await product.Refresh();
    }

    private async Task<HttpJourney> OnTheMarket()
    {
        var product = await Made([Role.ProtectionOffice, Role.ProtectionHead, Role.Compliance], Section.Pricing);
        while (product.Stage < Stage.LaunchMonitoring) await product.CompleteStage();
        await product.SignAll();
        await product.Launch();
        await product.Do(People.Officer, new SuspendDistribution("Complaints."));
        await PassOn(product, Role.ProtectionOffice);
        return product;
    }

    private async Task<HttpJourney> InDispute()
    {
        Role[] offices = PolicyReader.Default.Opinions.Offices;
        var product = await Made(offices, Section.Pricing);
        await product.Submit();
        await product.Submit();
        foreach (var office in offices)
        {
            opinions[office] = await product.Raise(MatrixCases.OfRole(office), OpinionKind.RequiredChange);
            await product.Do(People.TeamMate, new AnswerOpinion(OpinionAnswer.Adopted, "Yes.") { OpinionId = opinions[office] });
            await PassOn(product, office);
        }
        var escalated = await product.Raise(People.SecondOfficer, OpinionKind.Objection);
        await product.Do(People.TeamMate, new AnswerOpinion(OpinionAnswer.NotAdopted, "No.") { OpinionId = escalated });
        var conditions = new Dictionary<Role, Guid>();
        foreach (var office in Offices(Stage.PreliminaryReview))
        {
            await product.Sign(MatrixCases.OfRole(office), SignOffDecision.ApproveWithConditions, null, new NewCondition("Train.", Role.Operations, ConditionGate.BeforeLaunch, product.Today.AddDays(30)));
            conditions[office] = await product.Newest("conditions");
        }
        // One that is nobody's of the matrix: whoever passed it on may take it back, which is no matter of roles.
        await product.Do(People.SecondOfficer, new DelegateAuthority("somebody", Role.ProtectionOffice, Bank.Clock.GetUtcNow().AddDays(9), "Away."));
        Subjects = new(o => opinions[o], escalated, o => conditions[o], await Review(), await product.Newest("deadlines"), await product.Newest("delegations"));
        return product;
    }

    private Task<Guid> Review() => Suspended.Newest("reviews");

    private Task PassOn(HttpJourney product, Role office) =>
        product.Do(MatrixCases.OfRole(office), new DelegateAuthority(People.StandIn.Id, office, Bank.Clock.GetUtcNow().AddDays(30), "On leave.", MatrixCases.EveryPower));

    private async Task PassOnEverywhere()
    {
        var passed = await Bank.Post(People.SecondMember, "/api/delegations", new DelegateAuthority("somebody.else", Role.Committee, Bank.Clock.GetUtcNow().AddDays(9), "Away."));
        StandingDelegation = passed.Is(201).Json.GetProperty("id").GetGuid();
    }

    private async Task StoreDocument()
    {
        Document = (await Bank.Send(People.Designer, HttpMethod.Post, "/api/documents", File($"evidence {Guid.NewGuid()}"))).Is(201).Json.Text("sha256")!;
        await Disputed.Do(People.Designer, new ReviseSection(Section.Disclosure, CanonicalJson.Parse($$"""{"documents":[{"sha256":"{{Document}}","name":"evidence.txt"}]}""")));
    }

    internal static MultipartFormDataContent File(string text)
    {
        var part = new StringContent(text);
        part.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        return new() { { part, "file", "file.txt" } };
    }
}
