using Microsoft.EntityFrameworkCore;
using Reflector.Server.Database;
using Reflector.Server.Recordings;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Summaries.Jobs;

/// <summary>What a finished transcript's summaries are written from.</summary>
/// <param name="TopicIds">Of the topics, in order.</param>
internal sealed record SummaryMaterial(
    IReadOnlyList<string> TopicIds,
    IReadOnlyList<TopicDraft> Topics,
    IReadOnlyList<string> Participants
)
{
    public static async Task<SummaryMaterial> ReadAsync(
        ReflectorDb db,
        Transcript transcript,
        CancellationToken cancellationToken
    )
    {
        var topics = await db
            .Topics.AsNoTracking()
            .Where(topic => topic.TranscriptId == transcript.Id)
            .OrderBy(topic => topic.Position)
            .ToListAsync(cancellationToken);
        var tracks = await db.RecordingTracks.OfTranscriptAsync(transcript, cancellationToken);
        return new(
            [.. topics.Select(topic => topic.Id)],
            [
                .. topics
                    .Where(topic => topic.Words.Count > 0)
                    .Select(topic => new TopicDraft(
                        topic.Title,
                        topic.Summary,
                        // Where people talk at once, summaries need whole sentences.
                        tracks.Count > 0
                            ? [.. TranscriptSegments.OfTracks(topic.Words).SelectMany(segment => segment.Words)]
                            : topic.Words,
                        topic.Moments
                    )),
            ],
            [.. transcript.Participants.Select(participant => participant.Name)]
        );
    }

    public static Task<List<string>> TopicIdsAsync(
        ReflectorDb db,
        string transcriptId,
        CancellationToken cancellationToken
    ) =>
        db
            .Topics.Where(topic => topic.TranscriptId == transcriptId)
            .OrderBy(topic => topic.Position)
            .Select(topic => topic.Id)
            .ToListAsync(cancellationToken);
}
