using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProductGate.Domain;

/// <summary>Reads an enum by one exact name. The framework's own converter also takes any case, and "R1, R2" for R3.</summary>
internal sealed class NamedEnums : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert))!;

    private sealed class Converter<T> : JsonConverter<T>
        where T : struct, Enum
    {
        private static readonly FrozenDictionary<string, T> Values = Enum.GetValues<T>().ToFrozenDictionary(NameOf);

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && Values.TryGetValue(reader.GetString()!, out var value) ? value : throw Unknown();

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Values.TryGetValue(reader.GetString()!, out var value) ? value : throw Unknown();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(NameOf(value));

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(NameOf(value));

        private static string NameOf(T value) => typeof(T) == typeof(Role) ? JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()) : value.ToString();

        private static JsonException Unknown() => new($"A {typeof(T).Name} is one of: {string.Join(", ", Enum.GetValues<T>().Select(NameOf))}.");
    }
}
