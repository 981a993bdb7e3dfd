using System.Reflection;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Reflector.Server.Http;

namespace Reflector.Server.ApiDescription;

/// <summary>Adds what every operation shares (the form of errors) and what a handler's signature cannot say (the uploaded file).</summary>
internal sealed class OperationDetails : IOpenApiOperationTransformer
{
    public async Task TransformAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var path = context.Description.RelativePath ?? "";
        if (!path.StartsWith("v1/", StringComparison.Ordinal))
            return;
        await NameQueryEnumsAsync(operation, context, cancellationToken);
        operation.Responses ??= [];
        if (operation.Parameters is { Count: > 0 } || operation.RequestBody is not null)
            operation.Responses.TryAdd(
                "422",
                await ErrorAsync<HTTPValidationError>("Validation Error", context, cancellationToken)
            );
        if (path.Contains('{', StringComparison.Ordinal))
            operation.Responses.TryAdd("404", await ErrorAsync<ErrorDetail>("Not Found", context, cancellationToken));
        if (path.EndsWith("record/upload", StringComparison.Ordinal) && context.Description.HttpMethod == "POST")
            operation.RequestBody = Chunk();
    }

    /// <summary>The generator takes them for any string.</summary>
    private static async Task NameQueryEnumsAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var handler = context.Description.ActionDescriptor.EndpointMetadata.OfType<MethodInfo>().FirstOrDefault();
        foreach (var parameter in handler?.GetParameters() ?? [])
        {
            var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
            if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(QueryEnum<>))
                continue;
            var values = type.GetGenericArguments()[0];
            context.Document!.AddComponent(
                values.Name,
                await context.GetOrCreateSchemaAsync(values, null, cancellationToken)
            );
            foreach (var described in operation.Parameters!.OfType<OpenApiParameter>())
            {
                if (described.Name == parameter.Name)
                    described.Schema = new OpenApiSchemaReference(values.Name, context.Document);
            }
        }
    }

    private static async Task<OpenApiResponse> ErrorAsync<T>(
        string description,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var schema = await context.GetOrCreateSchemaAsync(typeof(T), null, cancellationToken);
        if (
            schema.Properties is { } properties
            && properties.TryGetValue("detail", out var detail)
            && detail is OpenApiSchema { Items: OpenApiSchema item } errors
        )
        {
            context.Document!.AddComponent(nameof(ValidationError), item);
            errors.Items = new OpenApiSchemaReference(nameof(ValidationError), context.Document);
        }
        context.Document!.AddComponent(typeof(T).Name, schema);
        return new OpenApiResponse
        {
            Description = description,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["application/json"] = new() { Schema = new OpenApiSchemaReference(typeof(T).Name, context.Document) },
            },
        };
    }

    private static OpenApiRequestBody Chunk() =>
        new()
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["multipart/form-data"] = new()
                {
                    Schema = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object,
                        Required = new HashSet<string>(StringComparer.Ordinal) { "chunk" },
                        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
                        {
                            ["chunk"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" },
                        },
                    },
                },
            },
        };
}
