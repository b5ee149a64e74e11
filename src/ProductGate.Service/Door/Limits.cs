using FluentValidation;

namespace ProductGate.Service.Door;

/// <summary>The most characters a text may have; the reference page states them.</summary>
internal static class Limits
{
    public const int Name = 200;
    public const int Reason = 4000;
    public const int LongText = 8000;

    /// <summary>Not blank (unless optional) and not too long.</summary>
    public static IRuleBuilderOptions<T, string?> Text<T>(this IRuleBuilder<T, string?> rule, int longest, bool optional = false) => optional
        ? rule.MaximumLength(longest).WithMessage($"At most {longest} characters.")
        : rule.NotEmpty().WithMessage("This must not be empty.").MaximumLength(longest).WithMessage($"At most {longest} characters.");

    public static IRuleBuilderOptions<T, TItem[]?> AtMost<T, TItem>(this IRuleBuilder<T, TItem[]?> rule, int most) =>
        rule.Must(items => items is null || items.Length <= most).WithMessage($"At most {most} entries.");
}
