using System.Security.Cryptography;
using System.Text.Json;
using ProductGate.Service.Door;

namespace ProductGate.Service.Ui;

/// <summary>A short name for what a page shows: another as soon as it would show something else.</summary>
internal static class Fingerprint
{
    private const int Characters = 16;

    public static string Of<T>(T shown) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(shown, HttpJson.Writing)))[..Characters];
}
