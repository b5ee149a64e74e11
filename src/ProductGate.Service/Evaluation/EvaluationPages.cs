using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Products;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Evaluation;

/// <summary>The consumer protection evaluation, for people.</summary>
internal static class EvaluationPages
{
    private const string Path = "/products/{productId}/evaluation";

    public static void MapEvaluationPages(this RouteGroupBuilder pages)
    {
        pages.MapGet(Path, (Delegate)Show).Does(Deed.ReadProduct);
        pages.MapPost(Path, (Delegate)((HttpContext http) => http.Try(Show, attempt => Record(http, attempt)))).Does(Deed.RecordEvaluation);
    }

    private static async Task<IResult> Show(HttpContext http)
    {
        var look = await http.Look("evaluation");
        return http.Page<EvaluationPage>(new { Look = look });
    }

    private static async Task<bool> Record(HttpContext http, Attempt attempt)
    {
        // Only the score is asked for: the page works it out from what is ticked, complete or not.
        if (attempt.Typed.ContainsKey("score")) return false;
        AskForWhatIsOpen(attempt);
        var command = attempt.Read<RecordEvaluation>();
        command = command with { Answers = [.. command.Answers.Select((a, i) => a with { Evidence = ProductLook.Chosen(attempt.Typed.GetValueOrDefault($"evidence[{i}]").ToString()) })] };
        http.Validate(command);
        if (await http.Decide(command, attempt) is not { } answer) return false;
        http.SeeOther(Forms.Done(attempt.Page!, answer));
        return true;
    }

    /// <remarks>A program is told of one error at a time; a person sees every item that has no answer.</remarks>
    private static void AskForWhatIsOpen(Attempt attempt)
    {
        var open = FormJson.Rows(attempt.Typed, "answers").Where(row => attempt.Typed.GetValueOrDefault($"answers[{row}].result").ToString().Length == 0).ToList();
        if (open.Count > 0)
            throw new ProblemException(new(422, "items-missing", "Some items have no answer.") { Errors = open.ToDictionary(row => $"answers[{row}].result", row => (Phrase[])[$"Item {row + 1} has no answer."]) });
    }
}
