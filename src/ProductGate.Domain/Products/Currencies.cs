using System.Collections.Frozen;

namespace ProductGate.Domain;

/// <summary>ISO 4217 alphabetic codes in circulation, with the number of decimals of their minor unit.</summary>
internal static class Currencies
{
    private const string NoDecimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
    private const string ThreeDecimals = "BHD IQD JOD KWD LYD OMR TND";
    private const string TwoDecimals =
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD "
        + "EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL "
        + "MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR "
        + "SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG";

    public static readonly FrozenDictionary<string, int> MinorDigits =
        Codes(NoDecimals, 0).Concat(Codes(TwoDecimals, 2)).Concat(Codes(ThreeDecimals, 3)).ToFrozenDictionary();

    private static IEnumerable<KeyValuePair<string, int>> Codes(string codes, int digits) =>
        codes.Split(' ').Select(code => KeyValuePair.Create(code, digits));
}
