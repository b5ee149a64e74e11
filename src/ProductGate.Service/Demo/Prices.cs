using System.Globalization;
using System.Text.Json;
using ProductGate.Domain;

namespace ProductGate.Service.Demo;

/// <summary>Fees and rates of a product reference file in the form of the section Pricing.</summary>
internal static class Prices
{
    private const string AssumedCurrency = "AUD";
    private static readonly string[] FeeRates = ["balanceRate", "transactionRate", "accruedRate"];

    public static PricingContent Of(BankProduct product)
    {
        var fees = product.List("fees").Select(f => FeeOf(product, f)).ToArray();
        var unread = new List<string>();
        Rate[] rates =
        [
            .. product.List("lendingRates").Select(r => RateOf(product, r, "lendingRateType", unread)).OfType<Rate>(),
            .. product.List("depositRates").Select(r => RateOf(product, r, "depositRateType", unread)).OfType<Rate>(),
        ];
        if (fees.Length == 0) fees = [new Fee("None", "NONE", Note: "The source names no fee.")];
        return new(fees, rates.Length == 0 ? null : rates, unread.Count == 0 ? null : string.Join("\n", unread));
    }

    /// <summary>The dearest fee a tenth cheaper; where no fee has an amount, a sentence that says how they are worked out.</summary>
    public static PricingContent Cheaper(PricingContent pricing)
    {
        var fees = pricing.Fees!.ToArray();
        var dearest = fees.Where(f => AmountOf(f) > 0).MaxBy(AmountOf);
        if (dearest is null) return pricing with { Note = $"{pricing.Note}\nEvery charge is explained with an example before the contract is signed.".Trim() };
        var cheaper = Math.Round(AmountOf(dearest) * 0.9m, 2, MidpointRounding.ToZero).ToString("0.00", CultureInfo.InvariantCulture);
        fees[Array.IndexOf(fees, dearest)] = dearest with { Amount = new Money(cheaper, dearest.Amount!.Currency) };
        return pricing with { Fees = fees };
    }

    private static decimal AmountOf(Fee fee) => fee.Amount is { } money ? decimal.Parse(money.Amount, CultureInfo.InvariantCulture) : 0;

    private static Fee FeeOf(BankProduct product, JsonElement fee)
    {
        var name = BankProduct.Text(fee, "name") ?? BankProduct.Text(fee, "feeType") ?? "Fee without a name";
        var amount = AmountOf(product, fee, name, out var remark);
        var rated = FeeRates.FirstOrDefault(m => RateIn(fee, m) is not null);
        List<string> used = ["name", "feeType", .. amount is null ? [] : new[] { "amount", "currency" }, .. rated is null ? [] : new[] { rated }];
        foreach (var odd in FeeRates.Where(m => m != rated && BankProduct.Text(fee, m) is not null && RateIn(fee, m) is null))
            product.Remarks.Add($"{product.Ref}: fee '{name}' has the {odd} '{BankProduct.Text(fee, odd)}', which is no number; it is kept as a note.");
        var note = string.Join("; ", new[] { BankProduct.Rest(fee, [.. used]), rated is null or "accruedRate" ? "" : $"the rate is the {rated}", remark }.Where(x => x.Length > 0));
        return new(BankProduct.Clean(name), BankProduct.Text(fee, "feeType") ?? "UNSTATED", amount, rated is null ? null : RateIn(fee, rated), note.Length == 0 ? null : note);
    }

    /// <summary>Null where there is no amount or it does not fit; then it stays among the fee's other members.</summary>
    private static Money? AmountOf(BankProduct product, JsonElement fee, string name, out string remark)
    {
        remark = "";
        if (BankProduct.Text(fee, "amount") is not { } written) return null;
        var currency = BankProduct.Text(fee, "currency") ?? AssumedCurrency;
        try
        {
            var money = new Money(Plain(written, 2, "0.00") ?? written, currency);
            if (BankProduct.Text(fee, "currency") is null) remark = $"the source states no currency, {AssumedCurrency} is assumed";
            return money;
        }
        catch (InvalidValueException e)
        {
            product.Remarks.Add($"{product.Ref}: the amount of fee '{name}' is kept as a note. {e.Message}");
            return null;
        }
    }

    private static Rate? RateOf(BankProduct product, JsonElement rate, string typeMember, List<string> unread)
    {
        var name = BankProduct.Text(rate, typeMember) ?? "Rate without a type";
        if (RateIn(rate, "rate") is { } value)
        {
            var comparison = RateIn(rate, "comparisonRate");
            var note = BankProduct.Rest(rate, comparison is null ? [typeMember, "rate"] : [typeMember, "rate", "comparisonRate"]);
            return new(name, value, comparison, note.Length == 0 ? null : note);
        }
        product.Remarks.Add($"{product.Ref}: the rate '{name}' has no readable value; it is kept as a note.");
        unread.Add(BankProduct.Rest(rate));
        return null;
    }

    /// <remarks>Some sources group the digits with spaces: "0.000 000 000".</remarks>
    private static Number? RateIn(JsonElement of, string member) =>
        BankProduct.Text(of, member)?.Replace(" ", "") is { } text && Plain(text, 8, "0.########") is { } plain ? new Number(decimal.Parse(plain, CultureInfo.InvariantCulture)) : null;

    /// <summary>The same value with at most so many decimals; null if that would change it, or if it is no plain decimal.</summary>
    private static string? Plain(string text, int decimals, string format) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && Math.Round(value, decimals) == value && Math.Abs(value) < 1e12m
            ? value.ToString(format, CultureInfo.InvariantCulture) : null;
}
