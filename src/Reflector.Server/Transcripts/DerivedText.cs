using Reflector.Server.Database;
using Reflector.Server.Search;
using Reflector.Server.Statistics;

namespace Reflector.Server.Transcripts;

/// <summary>What is derived from a transcript's words.</summary>
internal static class DerivedText
{
    /// <summary>
    /// Derives it anew; to be called in the transaction of every change of the words, and saved with it.
    /// </summary>
    /// <param name="db">Tracks <paramref name="transcript"/>.</param>
    /// <param name="transcript">Whose words changed.</param>
    /// <param name="topics">All of it, in order.</param>
    /// <param name="tracks">Whether the recording has a track per person.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task RebuildAsync(
        ReflectorDb db,
        Transcript transcript,
        IReadOnlyCollection<Topic> topics,
        bool tracks,
        CancellationToken cancellationToken
    )
    {
        var segments = topics.SelectMany(topic => TranscriptSegments.Of(topic.Words, tracks)).ToList();
        // Before the transcript: what it is found by is put together when its text changes.
        await Passages.WriteAsync(db, transcript.Id, segments, cancellationToken);
        transcript.Webvtt = TranscriptFormats.StoredWebVtt(segments);
        await db.SaveChangesAsync(cancellationToken);
        await TranscriptVoice.ReplaceAsync(
            db,
            transcript.Id,
            topics.SelectMany(topic => topic.Words),
            cancellationToken
        );
    }
}
