using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Reflector.Server.Http;
using Reflector.Server.Transcripts;
using Reflector.Server.Uploads;

namespace Reflector.Server.ApiDescription;

/// <summary>Shows what the main requests and answers look like.</summary>
internal sealed class SchemaExamples : IOpenApiSchemaTransformer
{
    private static readonly GetTranscriptMinimal Meeting = new(
        Id: "0198c7f0-5a3e-7c11-9f3a-2b8f5f0d6a10",
        UserId: "local",
        Name: "Weekly planning",
        Status: TranscriptStatus.Ended,
        Locked: false,
        Duration: 1_843_200,
        Title: "Release Planning",
        ShortSummary: "The release is on Friday.",
        LongSummary: "# Quick recap\n\nThe release is on Friday.",
        CreatedAt: new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero),
        ShareMode: ShareMode.Private,
        SourceLanguage: "en",
        TargetLanguage: "en",
        Reviewed: false,
        MeetingId: null,
        SourceKind: SourceKind.File,
        RoomId: null,
        RoomName: null,
        AudioDeleted: null,
        ChangeSeq: 42,
        GeneratedBy: "extractive",
        AudioDeletionRequestedAt: null
    );

    private static readonly Dictionary<Type, object> Examples = new()
    {
        [typeof(CreateTranscript)] = new CreateTranscript("Weekly planning", SourceKind: SourceKind.File),
        [typeof(UpdateTranscript)] = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["title"] = "Release planning",
            ["participants"] = new[] { new UpdateTranscriptParticipant("Ada", Speaker: 0) },
        },
        [typeof(GetTranscriptMinimal)] = Meeting,
        [typeof(GetTranscriptWithParticipants)] = new GetTranscriptWithParticipants(Meeting)
        {
            Participants = [new("0198c7f0-5a3e-7c11-9f3a-2b8f5f0d6a11", 0, "Ada", null, null)],
        },
        [typeof(UploadProgress)] = new UploadProgress(3, [0, 1], 104_857_600),
    };

    public Task TransformAsync(
        OpenApiSchema schema,
        OpenApiSchemaTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        if (context.JsonPropertyInfo is null && Examples.TryGetValue(context.JsonTypeInfo.Type, out var example))
            schema.Examples = [JsonSerializer.SerializeToNode(example, example.GetType(), ApiJson.Options)!];
        return Task.CompletedTask;
    }
}
