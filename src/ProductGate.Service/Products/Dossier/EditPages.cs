using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Marten;
using Microsoft.Extensions.Primitives;
using ProductGate.Domain;
using ProductGate.Service.Audit;
using ProductGate.Service.Documents;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;
using ProductGate.Service.Policies;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Products;

/// <summary>Where a section is written. Everything but saving keeps the draft and shows the page anew, so that no script is needed and nothing is lost.</summary>
internal static class EditPages
{
    public const string Form = "edit";
    public const string Basis = "basis";

    /// <summary>What a preview was shown for: saving is confirmed for exactly that.</summary>
    public const string Shown = "shown";

    public static async Task<IResult> Show(HttpContext http)
    {
        var services = http.RequestServices;
        var (section, by, stop) = (http.Section(), http.User.ToActor(), http.RequestAborted);
        var session = services.GetRequiredService<IQuerySession>();
        var told = await session.Tell(http);
        if (HttpMethods.IsGet(http.Request.Method)) RefuseUnless(http, told.Product, section);
        var attempt = services.GetRequiredService<Visit>().Attempt;
        var current = Array.Find(told.Dossier.Current.Sections, s => s.Section == section);
        var draft = Array.Find(await services.GetRequiredService<Drafts>().Of(by.Id, told.Product.Id, stop), d => d.Section == section);
        var editing = Begun(told.Product, section, current, draft, attempt) with { Missing = Missing(http, told.Product, section), NewRow = Row(http, section) };
        if (current is not null) await http.RecordReading(told.Product.Id, [current], $"{section}");
        return http.Page<EditPage>(new
        {
            Editing = editing with
            {
                Documents = await http.StoredDocuments(editing.Fields),
                Since = attempt is { IsStale: true, Seen: { } seen } ? await session.Since(told.Product.Id, seen, stop) : [],
                Changed = Changed(told, section, editing.Basis),
            },
        });
    }

    public static Task<IResult> Post(HttpContext http) => http.Try(Show, async attempt =>
    {
        var (section, by) = (http.Section(), http.User.ToActor());
        var drafts = http.RequestServices.GetRequiredService<Drafts>();
        var product = await http.RequestServices.GetRequiredService<IQuerySession>().Snapshot(http);
        RefuseUnless(http, product, section);
        if (attempt.Is("discard")) return await Discard(http, drafts, by, section);

        var (attached, refused) = await http.Attached(section);
        var fields = attached.Concat(attempt.Typed).DistinctBy(f => f.Key).ToDictionary(f => f.Key, f => f.Value);
        var said = SectionFields.Json(section, SectionFields.Without(attempt.Typed.GetValueOrDefault("remove").ToString(), fields));
        attempt.Sent(Form, attempt.Page!, Again(attempt, SectionFields.Of(said)));
        await drafts.Keep(by.Id, http.ProductId(), section, DossierEndpoint.Sized(said), BasisOf(attempt), http.RequestAborted);
        if (refused is not null) throw new ProblemException(refused);
        if (!attempt.Typed.ContainsKey("save") && !attempt.Typed.ContainsKey("preview")) return BackTo(http, attempt, section);

        Questions.RefuseGaps(Questions.Of(section), attempt.Typed, path => FieldPath.Read(section, path).Words);
        if (product.Valid.Any() && attempt.Value(Form, Shown) != Seen(attempt.Seen ?? 0, said)) attempt.OnlyAsk();
        if (await http.Decide(DossierEndpoint.Read(section, said), attempt, said) is not { } answer) return false;
        await drafts.Discard(by.Id, http.ProductId(), section, http.RequestAborted);
        http.SeeOther(Forms.Done($"/products/{http.ProductId()}/dossier/{section}", answer));
        return true;
    });

    /// <summary>The name of a text that somebody would save over a version.</summary>
    public static string Seen(long version, ReadOnlySpan<byte> said) => $"{version}/{Convert.ToHexStringLower(SHA256.HashData(said))}";

    /// <summary>Back to the place in the form where something was added, taken away or uploaded.</summary>
    private static bool BackTo(HttpContext http, Attempt attempt, Section section)
    {
        var (add, place) = (attempt.Typed.GetValueOrDefault("add").ToString(), attempt.Typed.GetValueOrDefault("upload").ToString());
        var row = FieldPath.IsTable(section, add) ? $"?row={Uri.EscapeDataString(add)}" : "";
        var at = row.Length > 0 ? add : FieldPath.OfDocument(section, place) is null ? null : place;
        http.SeeOther($"{http.Request.Path}{row}{(at is null ? "" : $"#{Uri.EscapeDataString(IdOf(at))}")}");
        return true;
    }

    /// <summary>The id of what the path names on the page.</summary>
    public static string IdOf(string path) => Ui.Parts.Field.IdOf(Form, path);

    private static async Task<bool> Discard(HttpContext http, Drafts drafts, Actor by, Section section)
    {
        await drafts.Discard(by.Id, http.ProductId(), section, http.RequestAborted);
        http.SeeOther(http.Request.Path);
        return true;
    }

    private static Editing Begun(Product product, Section section, SectionContent? current, SectionDraft? draft, Attempt attempt) => attempt.Is(Form)
        ? new(product, section, attempt.IsStale ? product.Version : attempt.Seen ?? product.Version, BasisOf(attempt), attempt.Typed) { Draft = draft }
        : new(product, section, product.Version, draft?.Revision ?? current?.Revision ?? 0, draft is null ? SectionFields.Of(current) : SectionFields.Of(Encoding.UTF8.GetBytes(draft.Fields))) { Draft = draft };

    /// <summary>What was typed, in order and without empty rows, beside the hidden fields and the button.</summary>
    private static Dictionary<string, StringValues> Again(Attempt attempt, Dictionary<string, StringValues> fields)
    {
        foreach (var name in (string[])[.. Forms.Hidden, Basis, Shown, "save", "add", "upload"])
            if (attempt.Typed.TryGetValue(name, out var value)) fields[name] = value;
        return fields;
    }

    private static int BasisOf(Attempt attempt) => int.TryParse(attempt.Typed.GetValueOrDefault(Basis), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : 0;

    private static string? Row(HttpContext http, Section section) => http.Request.Query["row"].ToString() is { Length: > 0 and < 100 } path && FieldPath.IsTable(section, path) ? path : null;

    private static Phrase[] Missing(HttpContext http, Product product, Section section) => Policy(http, product) is { } policy ? [.. Gate.MissingIn(section, product, policy)] : [];

    private static SectionChange? Changed(Told told, Section section, int basis) =>
        told.Dossier.Find(basis) is { } from ? DossierEndpoint.Compare(section, from, told.Dossier.Current) : null;

    private static Policy? Policy(HttpContext http, Product product) => http.RequestServices.GetRequiredService<PolicyShelf>().For(product);

    private static void RefuseUnless(HttpContext http, Product product, Section section)
    {
        var policy = Policy(http, product) ?? throw new ProblemException(Problem.Of(PolicyShelf.Unreadable(product)));
        if (Editing.Refusal(product, http.User.ToActor(), http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(), policy, section) is { } refusal) throw new ProblemException(Problem.Of(refusal));
    }
}
