using Microsoft.Extensions.Primitives;
using ProductGate.Domain;
using ProductGate.Service.Products;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Evaluation;

/// <summary>What some answers come to, complete or not.</summary>
/// <param name="Open">Items without an answer.</param>
/// <param name="Failing">Mandatory items that are not met.</param>
public sealed record Score(int Percent, int PassMark, ChecklistItem[] Open, ChecklistItem[] Failing)
{
    public bool Passes => Percent >= PassMark && Open.Length == 0 && Failing.Length == 0;

    public static Score Of(ItemAnswer[] answers, ProductLook look)
    {
        ChecklistItem[] items = [.. look.Policy.Evaluation.ItemsFor(look.Product)];
        return new(
            EvaluationStage.Score(answers, items), look.Policy.Evaluation.PassMark, [.. items.Where(i => answers.All(a => a.Item != i.Id))],
            [.. items.Where(i => i.Mandatory && answers.Any(a => a.Item == i.Id && a.Result == ItemResult.NotMet))]);
    }

    /// <summary>What is ticked in the form so far.</summary>
    public static Score OfTyped(IReadOnlyDictionary<string, StringValues> typed, ProductLook look) =>
        Of([.. FormJson.Rows(typed, "answers").Select(row => Answer(typed, row)).OfType<ItemAnswer>()], look);

    private static ItemAnswer? Answer(IReadOnlyDictionary<string, StringValues> typed, int row) =>
        Enum.TryParse<ItemResult>(typed.GetValueOrDefault($"answers[{row}].result").ToString(), out var result) && Enum.IsDefined(result)
            ? new(typed.GetValueOrDefault($"answers[{row}].item").ToString(), result)
            : null;
}
