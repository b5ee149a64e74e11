using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProductGate.Domain;

/// <summary>How facts, snapshots and dossier sections are written: camel case, enums by name, roles in kebab case.</summary>
public static class Json
{
    public static readonly JsonSerializerOptions Options = Create();

    /// <summary>As <see cref="Options"/>, but a member that is unknown, missing or null where it may not be is an error, and an enum has one spelling: for what people send.</summary>
    public static readonly JsonSerializerOptions Strict = Exact(new(Create())
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    });

    private static JsonSerializerOptions Exact(JsonSerializerOptions options)
    {
        options.Converters.Clear();
        options.Converters.Add(new NamedEnums());
        return options;
    }

    private static JsonSerializerOptions Create() => new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        AllowDuplicateProperties = false,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Chinese text stays readable; nothing of this is ever put into a page unescaped.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new JsonStringEnumConverter<Role>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false),
            new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false),
        },
    };
}
