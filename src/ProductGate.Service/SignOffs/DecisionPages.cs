using System.Globalization;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Products;
using ProductGate.Service.Ui;

namespace ProductGate.Service.SignOffs;

/// <summary>The page on which a stage is signed.</summary>
internal static class DecisionPages
{
    public const string Form = "sign";
    public const string Shown = "shown";
    private const string Rows = "conditions";

    public static void MapDecisionPages(this RouteGroupBuilder pages)
    {
        pages.MapGet("/products/{productId}/decision", (Delegate)Show).Does(Deed.ReadProduct);
        pages.MapPost("/products/{productId}/sign-offs", (Delegate)((HttpContext http) => http.Try(Show, attempt => Sign(http, attempt)))).Does(Deed.SignOffStage);
    }

    /// <summary>To which stage of which version a preview was shown; going back is confirmed for exactly that.</summary>
    public static string Seen(long version, string? to) => $"{version}/{to}";

    private static async Task<IResult> Show(HttpContext http)
    {
        var look = await http.Look("decision");
        var stage = Filters.Named<Stage>(Asked(http, "stage"));
        var office = Names.RoleOf(Asked(http, "office"));
        var (firstStage, firstOffice, _) = Decisions.Asked(look).Where(a => (stage ?? a.Stage) == a.Stage && (office ?? a.Office) == a.Office).FirstOrDefault((look.Product.Stage, Role.ProtectionOffice, null));
        var decision = DecisionLook.Of(look, stage ?? firstStage, office ?? firstOffice);
        return http.Page<DecisionPage>(new { Look = look, Decision = decision });
    }

    private static string Asked(HttpContext http, string name) => HttpMethods.IsPost(http.Request.Method)
        ? http.RequestServices.GetRequiredService<Visit>().Attempt.Value(Form, name) ?? ""
        : http.Request.Query[name].ToString();

    private static async Task<bool> Sign(HttpContext http, Attempt attempt)
    {
        var gone = int.TryParse(attempt.Value(Form, "remove"), NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : (int?)null;
        attempt.Tidy(Rows, gone);
        if (gone is not null || attempt.Typed.ContainsKey("add")) return false;
        var command = attempt.Read<SignOffStage>();
        http.Validate(command);
        if (command.Decision == SignOffDecision.SendBack && attempt.Value(Form, Shown) != Seen(attempt.Seen ?? 0, command.SendBackTo.ToString())) attempt.OnlyAsk();
        if (await http.Decide(command, attempt) is not { } answer) return false;
        http.SeeOther(Forms.Done($"/products/{http.ProductId()}", answer));
        return true;
    }
}
