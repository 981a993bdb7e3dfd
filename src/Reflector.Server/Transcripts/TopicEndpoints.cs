using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts;
using Reflector.Server.Database;
using Reflector.Server.Http;

namespace Reflector.Server.Transcripts;

internal static class TopicEndpoints
{
    public static void MapTopics(this IEndpointRouteBuilder transcripts)
    {
        transcripts
            .MapGet("/{transcript_id}/topics", ListAsync)
            .WithName("v1_transcript_get_topics")
            .WithSummary("Topics of a transcript, in order");
        transcripts
            .MapGet("/{transcript_id}/topics/with-words", ListWithWordsAsync)
            .WithName("v1_transcript_get_topics_with_words")
            .WithSummary("Topics with every word and its time");
        transcripts
            .MapGet("/{transcript_id}/topics/{topic_id}/words-per-speaker", WordsPerSpeakerAsync)
            .WithName("v1_transcript_get_topics_with_words_per_speaker")
            .WithSummary("One topic, its words in runs of one speaker");
    }

    private static async Task<IReadOnlyList<GetTranscriptTopic>> ListAsync(
        string transcript_id,
        ReflectorDb db,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var tracks = await HasTracksAsync(db, transcript_id, caller, cancellationToken);
        return [.. (await TopicsAsync(db, transcript_id, cancellationToken)).Select(topic => topic.ToApi(tracks))];
    }

    private static async Task<IReadOnlyList<GetTranscriptTopicWithWords>> ListWithWordsAsync(
        string transcript_id,
        ReflectorDb db,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var tracks = await HasTracksAsync(db, transcript_id, caller, cancellationToken);
        var topics = await TopicsAsync(db, transcript_id, cancellationToken);
        return [.. topics.Select(topic => topic.ToApiWithWords(tracks))];
    }

    private static async Task<GetTranscriptTopicWithWordsPerSpeaker> WordsPerSpeakerAsync(
        string transcript_id,
        string topic_id,
        ReflectorDb db,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var tracks = await HasTracksAsync(db, transcript_id, caller, cancellationToken);
        var topic =
            await db
                .Topics.AsNoTracking()
                .FirstOrDefaultAsync(
                    topic => topic.TranscriptId == transcript_id && topic.Id == topic_id,
                    cancellationToken
                )
            ?? throw ApiException.NotFound("Topic not found");
        return new(topic.ToApi(tracks), TranscriptMapping.PerSpeaker(topic.Words), topic.TextVersion);
    }

    /// <summary>Of a transcript that the caller may read: whether its recording has a track per person.</summary>
    private static async Task<bool> HasTracksAsync(
        ReflectorDb db,
        string transcriptId,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var transcript = await db.Transcripts.AsNoTracking().ReadableAsync(transcriptId, caller, cancellationToken);
        return await db.RecordingTracks.AnyAsync(
            track => track.RecordingId == transcript.RecordingId,
            cancellationToken
        );
    }

    private static Task<List<Topic>> TopicsAsync(
        ReflectorDb db,
        string transcriptId,
        CancellationToken cancellationToken
    ) =>
        db
            .Topics.AsNoTracking()
            .Where(topic => topic.TranscriptId == transcriptId)
            .OrderBy(topic => topic.Position)
            .ToListAsync(cancellationToken);
}
