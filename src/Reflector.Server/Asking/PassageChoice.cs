using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts;
using Reflector.Server.Database;
using Reflector.Server.Recordings;
using Reflector.Server.Search;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Asking;

/// <summary>Chooses what an answer may rest on: only what the person who asks may read.</summary>
internal static class PassageChoice
{
    private const int MostPassages = 60;

    /// <summary>Of the whole library, or of one transcript whose reading was checked.</summary>
    public static async Task<IReadOnlyList<Passage>> FindAsync(
        ReflectorDb db,
        Caller caller,
        AskQuestion question,
        Transcript? transcript,
        CancellationToken cancellationToken
    )
    {
        var found = await PassageSearch.FindAsync(
            db,
            caller,
            question.Question,
            transcript?.Id,
            MostPassages,
            cancellationToken
        );
        // "And who said that?" has no words of its own to search by.
        if (found.Count == 0 && question.History is [.., var last])
            found = await PassageSearch.FindAsync(
                db,
                caller,
                $"{last.Question} {question.Question}",
                transcript?.Id,
                MostPassages,
                cancellationToken
            );
        return found;
    }

    /// <summary>The whole text, in order: what is asked of a short meeting need not share a word with the answer.</summary>
    public static async Task<IReadOnlyList<Passage>> AllOfAsync(
        ReflectorDb db,
        Transcript transcript,
        CancellationToken cancellationToken
    )
    {
        var tracks = await db.RecordingTracks.OfTranscriptAsync(transcript, cancellationToken);
        var topics = await db
            .Topics.AsNoTracking()
            .Where(topic => topic.TranscriptId == transcript.Id)
            .OrderBy(topic => topic.Position)
            .Select(topic => topic.Words)
            .ToListAsync(cancellationToken);
        return
        [
            .. topics
                .SelectMany(words => TranscriptSegments.Of(words, tracks.Count > 0))
                .Select(
                    (segment, position) =>
                        new Passage(
                            transcript.Id,
                            transcript.Title ?? transcript.Name,
                            position,
                            segment.Start,
                            segment.End,
                            segment.Speaker,
                            TranscriptFormats.SpeakerName(segment.Speaker, transcript.Participants),
                            segment.Text,
                            Rank: 0
                        )
                ),
        ];
    }
}
