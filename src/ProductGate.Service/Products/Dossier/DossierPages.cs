using Marten;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using ProductGate.Domain;
using ProductGate.Service.Audit;
using ProductGate.Service.Documents;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;
using ProductGate.Service.Policies;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Products;

/// <summary>Where the dossier is written, read and compared.</summary>
internal static class DossierPages
{
    private const string Root = "/products/{productId}/dossier";

    /// <summary>A file of the greatest size and the form around it, and a little more: whoever sends too large a file is told so on the page.</summary>
    private const long LargestForm = DocumentVault.LargestDocument + (8 * 1024 * 1024);

    /// <summary>Fields of a form: a price list has hundreds of rows.</summary>
    private const int MostFields = 10_000;

    public static void AddDossierPages(this IServiceCollection services) =>
        services.AddSingleton<Drafts>().AddHostedService<DraftSweep>().Configure<FormOptions>(o => o.ValueCountLimit = MostFields);

    public static void MapDossierPages(this RouteGroupBuilder pages)
    {
        pages.MapGet("/products/new", (Delegate)DeclarePages.Show).Does(Deed.DeclareProduct);
        pages.MapPost("/products/new", (Delegate)DeclarePages.Post).Does(Deed.DeclareProduct);
        pages.MapGet(Root, Overview).Does(Deed.ReadProduct);
        pages.MapGet(Root + "/{section}", SectionPages.Show).Does(Deed.ReadProduct);
        pages.MapGet(Root + "/{section}/edit", (Delegate)EditPages.Show).Does(Deed.ReviseDossier);
        pages.MapPost(Root + "/{section}/edit", (Delegate)EditPages.Post).WithMetadata(new RequestSizeLimitAttribute(LargestForm)).Does(Deed.ReviseDossier);
        pages.MapGet("/products/{productId}/compare", ComparePages.Show).RecordsAccess(AccessKind.Dossier, "productId").Does(Deed.ReadProduct);
    }

    private static async Task<IResult> Overview(HttpContext http, IQuerySession session, PolicyShelf policies, Readings readings, Drafts drafts, TimeProvider clock)
    {
        var told = await session.Tell(http);
        var (by, product, policy) = (http.User.ToActor(), told.Product, policies.For(told.Product));
        var opened = await readings.Of(by.Id, product.Id, http.RequestAborted);
        var mine = await drafts.Of(by.Id, product.Id, http.RequestAborted);
        return http.Page<DossierPage>(new
        {
            Product = product,
            Lines = Sections.All.Select(s => Line(s)).ToArray(),
        });

        SectionLine Line(Section section) => new(section, Array.Find(told.Dossier.Current.Sections, c => c.Section == section))
        {
            Missing = policy is null ? [] : [.. Gate.MissingIn(section, product, policy)],
            LastBy = Array.Find(told.Dossier.Current.Sections, c => c.Section == section) is { } content ? told.NameOf(content.By) : null,
            Opened = opened.Contains(new(section, product.HashOf(section))),
            Draft = Array.Find(mine, d => d.Section == section),
            MayEdit = policy is not null && Editing.Refusal(product, by, clock.GetUtcNow(), policy, section) is null,
        };
    }
}

/// <summary>A section in the list of the dossier.</summary>
public sealed record SectionLine(Section Section, SectionContent? Content)
{
    public Phrase[] Missing { get; init; } = [];
    public string? LastBy { get; init; }
    public bool Opened { get; init; }
    public SectionDraft? Draft { get; init; }
    public bool MayEdit { get; init; }
}
