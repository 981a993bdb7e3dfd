using System.Text.Json;
using System.Text.Json.Serialization;
using Reflector.Server.Http;
using Reflector.Server.Summaries;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Exports;

/// <summary>
/// The open form of a transcript (<c>docs/sharing.md</c>): everything that was said and written of it, and nothing of
/// accounts, rooms or where audio lies. All times are seconds from the start of the recording.
/// </summary>
/// <param name="Format">Always <c>reflector.transcript</c>.</param>
/// <param name="Version">Raised when a program that reads it has to be changed.</param>
internal sealed record JsonExport(
    string Format,
    int Version,
    string Id,
    string Title,
    DateTimeOffset RecordedAt,
    double Duration,
    string? Language,
    SourceKind Source,
    bool Reviewed,
    string? ShortSummary,
    string? LongSummary,
    string? GeneratedBy,
    JsonActionItems? ActionItems,
    IReadOnlyList<JsonParticipant> Participants,
    IReadOnlyList<JsonTopic> Topics
)
{
    public static Task WriteAsync(ExportedTranscript exported, Stream stream, CancellationToken cancellationToken) =>
        JsonSerializer.SerializeAsync(stream, Of(exported), ApiJson.Options, cancellationToken);

    public static JsonExport Of(ExportedTranscript exported)
    {
        var transcript = exported.Transcript;
        return new(
            "reflector.transcript",
            1,
            transcript.Id,
            exported.Title,
            transcript.CreatedAt,
            transcript.DurationMs / 1000,
            transcript.SourceLanguage,
            transcript.SourceKind,
            transcript.Reviewed,
            transcript.ShortSummary,
            transcript.LongSummary,
            transcript.GeneratedBy,
            JsonActionItems.Of(transcript.ActionItems),
            [.. transcript.Participants.Select(person => new JsonParticipant(person.Name, person.Speaker))],
            [.. exported.Topics.Select(topic => JsonTopic.Of(topic, exported))]
        );
    }
}

internal sealed record JsonActionItems(IReadOnlyList<JsonDecision> Decisions, IReadOnlyList<JsonNextStep> NextSteps)
{
    public static JsonActionItems? Of(ActionItems? items) =>
        items is null
            ? null
            : new(
                [
                    .. items.Decisions.Select(item => new JsonDecision(
                        item.DecisionText,
                        item.Rationale,
                        item.DecidedBy
                    )),
                ],
                [
                    .. items.NextSteps.Select(item => new JsonNextStep(
                        item.Task,
                        item.AssignedTo,
                        item.Deadline,
                        item.Context
                    )),
                ]
            );
}

internal sealed record JsonDecision(
    [property: JsonPropertyName("decision")] string Text,
    string? Rationale,
    string? DecidedBy
);

internal sealed record JsonNextStep(string Task, string? AssignedTo, string? Deadline, string? Context);

/// <param name="Speaker">Number of the voice, where it is known.</param>
internal sealed record JsonParticipant(string Name, int? Speaker);

internal sealed record JsonTopic(
    string Title,
    string Summary,
    double Start,
    double Duration,
    IReadOnlyList<JsonSegment> Segments
)
{
    public static JsonTopic Of(Topic topic, ExportedTranscript exported) =>
        new(
            topic.Title,
            topic.Summary,
            topic.Timestamp,
            topic.Duration,
            [
                .. exported
                    .SegmentsOf(topic)
                    .Select(segment => new JsonSegment(
                        segment.Speaker,
                        TranscriptFormats.SpeakerName(segment.Speaker, exported.Participants),
                        segment.Start,
                        segment.End,
                        segment.Text,
                        [.. segment.Words.Select(word => new JsonWord(word.Text, word.Start, word.End))]
                    )),
            ]
        );
}

internal sealed record JsonSegment(
    int Speaker,
    string SpeakerName,
    double Start,
    double End,
    string Text,
    IReadOnlyList<JsonWord> Words
);

internal sealed record JsonWord(string Text, double Start, double End);
