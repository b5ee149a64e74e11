using FluentValidation;
using FluentValidation.Validators;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using ProductGate.Domain;
using Scalar.AspNetCore;

namespace ProductGate.Service.Door;

/// <summary>The API described to machines (OpenAPI 3.1) and to people (/docs).</summary>
internal static class Reference
{
    public static void AddReference(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(o =>
        {
            foreach (var converter in Json.Options.Converters) o.SerializerOptions.Converters.Add(converter);
            o.SerializerOptions.NumberHandling = Json.Options.NumberHandling;
        });
        services.AddOpenApi(o =>
        {
            o.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            o.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new() { Title = "ProductGate", Version = "v1", Description = "No new product reaches consumers until the protection office is satisfied, and every step can be proved." };
                return Task.CompletedTask;
            });
            o.AddOperationTransformer(Describe);
            o.AddSchemaTransformer(StateLimits);
        });
    }

    public static void MapReference(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapScalarApiReference("/docs", o => o.WithTitle("ProductGate API").DisableDefaultFonts().WithOpenApiRoutePattern("/openapi/{documentName}.json")).AllowAnonymous();
    }

    /// <summary>Path parts, If-Match, Idempotency-Key, preview and the body: what the door reads by itself.</summary>
    private static async Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        operation.Parameters ??= [];
        foreach (var part in context.Description.RelativePath!.Split('/').Where(p => p.StartsWith('{')).Select(p => p.Trim('{', '}').Split(':')[0]))
            if (operation.Parameters.All(p => p.Name != part)) operation.Parameters.Add(Parameter(part, ParameterLocation.Path, required: true, part.EndsWith("Id", StringComparison.Ordinal) ? "uuid" : null));
        foreach (var name in context.Description.ActionDescriptor.EndpointMetadata.OfType<QueryNames>().SelectMany(q => q.Names)) operation.Parameters.Add(Parameter(name, ParameterLocation.Query, required: false));
        if (context.Description.HttpMethod == "POST") operation.Parameters.Add(Parameter("Idempotency-Key", ParameterLocation.Header, required: false));
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<CommandAddress>().FirstOrDefault() is not { } address) return;
        if (address.Versioned)
        {
            operation.Parameters.Add(Parameter("If-Match", ParameterLocation.Header, required: true));
            operation.Parameters.Add(Parameter("preview", ParameterLocation.Query, required: false));
        }
        operation.RequestBody = new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = await Body(address.Body, context, stop) } } };
    }

    private static async Task<IOpenApiSchema> Body(Type type, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        if (type != typeof(Section)) return await context.GetOrCreateSchemaAsync(type, null, stop);
        var any = new OpenApiSchema { OneOf = [] };
        foreach (var section in Sections.All) any.OneOf.Add(await context.GetOrCreateSchemaAsync(Sections.TypeOf(section), null, stop));
        return any;
    }

    private static OpenApiParameter Parameter(string name, ParameterLocation place, bool required, string? format = null) =>
        new() { Name = name, In = place, Required = required, Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = format } };

    /// <summary>The limits that the validators and the readers of values enforce, stated where a client looks for them.</summary>
    private static Task StateLimits(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken stop)
    {
        var type = context.JsonTypeInfo.Type;
        if (type == typeof(Number)) (schema.Type, schema.Pattern) = (JsonSchemaType.String, @"^-?(0|[1-9]\d{0,11})(\.\d{1,8})?$");
        else if (type == typeof(Phrase)) (schema.Type, schema.MaxLength) = (JsonSchemaType.String, HttpJson.LongestText);
        else if (type == typeof(CanonicalJson)) schema.Type = JsonSchemaType.Object;
        else if (type == typeof(string) && schema is { MaxLength: null, Format: null }) schema.MaxLength = HttpJson.LongestText;
        if (context.ApplicationServices.GetService(typeof(IValidator<>).MakeGenericType(context.JsonTypeInfo.Type)) is not IValidator validator) return Task.CompletedTask;
        foreach (var member in validator.CreateDescriptor().GetMembersWithValidators())
            if (schema.Properties?.FirstOrDefault(p => p.Key.Equals(member.Key, StringComparison.OrdinalIgnoreCase)).Value is OpenApiSchema property)
                foreach (var (rule, _) in member)
                    if (rule is ILengthValidator length) property.MaxLength = length.Max;
                    else if (rule is INotEmptyValidator && property.Type?.HasFlag(JsonSchemaType.String) == true) property.MinLength = 1;
        return Task.CompletedTask;
    }
}
