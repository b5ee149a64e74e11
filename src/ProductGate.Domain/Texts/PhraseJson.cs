using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProductGate.Domain;

/// <summary>Writes the English sentence. What is read back has forgotten its form and is said as it is in every language.</summary>
internal sealed class PhraseJson : JsonConverter<Phrase>
{
    public override Phrase Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? Phrase.Verbatim(reader.GetString()!) : throw new JsonException("A text is expected.");

    public override void Write(Utf8JsonWriter writer, Phrase value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
