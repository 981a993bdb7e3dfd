using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts;
using Reflector.Server.Database;
using Reflector.Server.Recordings;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Exports;

/// <summary>A transcript with all that is written of it.</summary>
/// <param name="Topics">In order.</param>
/// <param name="Tracks">Whether its recording has a track per person.</param>
internal sealed record ExportedTranscript(Transcript Transcript, IReadOnlyList<Topic> Topics, bool Tracks)
{
    public string Title =>
        PlainText.OneLine(Transcript.Title) is { Length: > 0 } title ? title
        : PlainText.OneLine(Transcript.Name) is { Length: > 0 } name ? name
        : ExportWords.Untitled;

    public IReadOnlyList<Participant> Participants => Transcript.Participants;

    public IEnumerable<Segment> Segments => Topics.SelectMany(SegmentsOf);

    /// <summary>Segments with the times of a video of the same meeting, which began earlier or later.</summary>
    /// <param name="seconds">How much earlier the video began.</param>
    public IEnumerable<Segment> SegmentsShifted(double seconds) =>
        Segments
            .Select(segment => new Segment([.. segment.Words.Select(word => Shifted(word, seconds))]))
            .Where(segment => segment.End > 0);

    public IReadOnlyList<Segment> SegmentsOf(Topic topic) => TranscriptSegments.Of(topic.Words, Tracks);

    private static Word Shifted(Word word, double seconds) =>
        word with
        {
            Start = Math.Max(0, word.Start + seconds),
            End = Math.Max(0, word.End + seconds),
        };

    /// <summary>Whoever may read a transcript may take it away.</summary>
    public static async Task<ExportedTranscript> ReadAsync(
        ReflectorDb db,
        string id,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var transcript = await db.Transcripts.AsNoTracking().ReadableAsync(id, caller, cancellationToken);
        var tracks = await db.RecordingTracks.OfTranscriptAsync(transcript, cancellationToken);
        var topics = await db
            .Topics.AsNoTracking()
            .Where(topic => topic.TranscriptId == id)
            .OrderBy(topic => topic.Position)
            .ToListAsync(cancellationToken);
        return new(transcript, topics, tracks.Count > 0);
    }
}
