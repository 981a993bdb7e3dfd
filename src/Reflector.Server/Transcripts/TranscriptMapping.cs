using Reflector.Server.Recordings;

namespace Reflector.Server.Transcripts;

internal static class TranscriptMapping
{
    public static GetTranscriptMinimal ToMinimal(this Transcript transcript) =>
        new(
            transcript.Id,
            transcript.UserId,
            transcript.Name,
            transcript.Status,
            transcript.Locked,
            transcript.DurationMs,
            transcript.Title,
            transcript.ShortSummary,
            transcript.LongSummary,
            transcript.CreatedAt,
            transcript.ShareMode,
            transcript.SourceLanguage,
            transcript.TargetLanguage,
            transcript.Reviewed,
            transcript.MeetingId,
            transcript.SourceKind,
            transcript.RoomId,
            RoomName: null,
            transcript.AudioDeleted,
            transcript.ChangeSeq,
            transcript.GeneratedBy,
            transcript.AudioDeletionRequestedAt
        );

    /// <param name="transcript">What is told of.</param>
    /// <param name="tracks">Of its recording; none for a mixed one.</param>
    public static GetTranscriptWithParticipants ToDetail(
        this Transcript transcript,
        IReadOnlyList<RecordingTrack> tracks
    ) =>
        new(transcript.ToMinimal())
        {
            Participants =
            [
                .. transcript.Participants.Select(participant => new TranscriptParticipantWithEmail(
                    participant.Id,
                    participant.Speaker,
                    participant.Name,
                    participant.UserId,
                    Email: null
                )),
            ],
            ActionItems = transcript.ActionItems,
            SummarySources = transcript.SummarySources,
            MissingTracks =
            [
                .. tracks
                    .Where(track => track is { IsVoice: true, RemovedAt: null, Error: not null })
                    .Select(track => new MissingTrack(
                        TranscriptFormats.SpeakerName(track.Position, transcript.Participants),
                        track.Error!
                    )),
            ],
        };

    /// <summary>
    /// What somebody without an account is told: nothing that names accounts, meetings or rooms. What is nobody's has
    /// none of it.
    /// </summary>
    public static T ForVisitors<T>(this T transcript)
        where T : GetTranscriptMinimal
    {
        var told = (GetTranscriptMinimal)transcript with { UserId = null, MeetingId = null, RoomId = null };
        if (told is GetTranscriptWithParticipants { Participants: { } people } detail)
            told = detail with
            {
                Participants = [.. people.Select(person => person with { UserId = null, Email = null })],
            };
        return (T)told;
    }

    public static GetTranscriptTopic ToApi(this Topic topic, bool tracks)
    {
        var segments = TranscriptSegments.Of(topic.Words, tracks);
        return new(
            topic.Id,
            topic.Title,
            topic.Summary,
            topic.Timestamp,
            topic.Duration,
            string.Join(' ', topic.Words.Select(word => word.Text)),
            [
                .. segments.Select(segment => new GetTranscriptSegmentTopic(
                    segment.Text,
                    segment.Start,
                    segment.Speaker
                )),
            ],
            topic.Moments
        );
    }

    public static GetTranscriptTopicWithWords ToApiWithWords(this Topic topic, bool tracks) =>
        new(topic.ToApi(tracks), topic.Words, topic.TextVersion);

    public static IReadOnlyList<SpeakerWords> PerSpeaker(IReadOnlyList<Word> words)
    {
        var runs = new List<SpeakerWords>();
        for (var start = 0; start < words.Count; )
        {
            var end = start;
            while (end < words.Count && words[end].Speaker == words[start].Speaker)
                end++;
            runs.Add(new(words[start].Speaker, [.. words.Skip(start).Take(end - start)]));
            start = end;
        }
        return runs;
    }
}
