using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Reflector.Server.Accounts.ApiKeys;
using Reflector.Server.Accounts.Links;
using Reflector.Server.Accounts.People;
using Reflector.Server.Library.Bulk;
using Reflector.Server.Library.Filters;
using Reflector.Server.Meetings.Recordings;
using Reflector.Server.Transcripts;
using Reflector.Server.Transcripts.Editing;
using Reflector.Server.Transcripts.Participants;

namespace Reflector.Server.ApiDescription;

/// <summary>An answer always has all its fields, null or not: generated clients then need not ask whether they are there.</summary>
internal sealed class RequiredProperties : IOpenApiSchemaTransformer
{
    private static readonly HashSet<Type> Requests =
    [
        typeof(AcceptLink),
        typeof(AdministerUser),
        typeof(AssignWords),
        typeof(BulkRequest),
        typeof(CreateApiKeyRequest),
        typeof(CreateInvitation),
        typeof(CreateParticipant),
        typeof(CreateTranscript),
        typeof(ReplaceWords),
        typeof(SpeakerAssignment),
        typeof(SpeakerMerge),
        typeof(CreateUserFilter),
        typeof(FilterQuery),
        typeof(StartRecordingRequest),
        typeof(UpdateParticipant),
        typeof(UpdateTranscript),
        typeof(UpdateTranscriptParticipant),
        typeof(UpdateUserFilter),
    ];

    public Task TransformAsync(
        OpenApiSchema schema,
        OpenApiSchemaTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        if (schema.Properties is { Count: > 0 } && !Requests.Contains(context.JsonTypeInfo.Type))
            schema.Required = schema.Properties.Keys.ToHashSet(StringComparer.Ordinal);
        return Task.CompletedTask;
    }
}
