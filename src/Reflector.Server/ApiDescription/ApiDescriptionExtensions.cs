using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Reflector.Server.Http;
using Reflector.Server.Library.Events;
using Reflector.Server.Meetings;
using Reflector.Server.Rooms;
using Reflector.Server.Transcripts;

namespace Reflector.Server.ApiDescription;

/// <summary><c>/openapi.json</c>, from which clients are generated, and <c>/docs</c>, which people read.</summary>
internal static class ApiDescriptionExtensions
{
    private const string DocumentName = "v1";

    public static IServiceCollection AddApiDescription(this IServiceCollection services) =>
        services.AddOpenApi(
            DocumentName,
            options =>
            {
                options.OpenApiVersion = Microsoft.OpenApi.OpenApiSpecVersion.OpenApi3_1;
                options.CreateSchemaReferenceId = SchemaName;
                options.AddSchemaTransformer<RequiredProperties>();
                options.AddSchemaTransformer<SchemaExamples>();
                options.AddOperationTransformer<OperationDetails>();
                options.AddDocumentTransformer<DocumentDetails>();
            }
        );

    public static void MapApiDescription(this IEndpointRouteBuilder routes) => routes.MapOpenApi("/openapi.json");

    /// <summary>The names of the published contract, which come from another generator: <c>Page_GetTranscriptMinimal_</c>.</summary>
    private static string? SchemaName(JsonTypeInfo type) =>
        // Without a name the union stands where it is answered, and its members keep their own names.
        type.Type == typeof(GetTranscript)
        || type.Type == typeof(TranscriptWs)
        || type.Type == typeof(UserWs)
            ? null
        : type.Type == typeof(RoomView) ? "Room"
        : type.Type == typeof(MeetingView) ? "Meeting"
        : type.Type.IsGenericType && type.Type.GetGenericTypeDefinition() == typeof(Page<>)
            ? $"Page_{type.Type.GetGenericArguments()[0].Name}_"
        : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
}
