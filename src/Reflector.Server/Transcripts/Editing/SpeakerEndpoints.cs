using Reflector.Server.Accounts;
using Reflector.Server.Accounts.Requests;
using Reflector.Server.Http;
using Reflector.Server.Transcripts.Participants;

namespace Reflector.Server.Transcripts.Editing;

internal static class SpeakerEndpoints
{
    public static void MapSpeakers(this IEndpointRouteBuilder transcripts)
    {
        transcripts
            .MapPatch("/{transcript_id}/speaker/assign", AssignAsync)
            .WithName("v1_transcript_assign_speaker")
            .WithSummary("Give the words of a stretch of time to a voice")
            .RequireCaller();
        transcripts
            .MapPatch("/{transcript_id}/speaker/merge", MergeAsync)
            .WithName("v1_transcript_merge_speaker")
            .WithSummary("Give all words of one voice to another")
            .RequireCaller();
    }

    private static async Task<SpeakerAssignmentStatus> AssignAsync(
        string transcript_id,
        SpeakerAssignment request,
        TranscriptEditor editor,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        CheckTime("timestamp_from", request.TimestampFrom);
        CheckTime("timestamp_to", request.TimestampTo);
        ParticipantList.CheckSpeaker("speaker", request.Speaker);
        TextRules.Check("participant", request.Participant, ParticipantList.NameLimit);
        if (request is { Speaker: null, Participant: null })
            throw ApiException.BadRequest("Either speaker or participant must be provided");
        if (request is { Speaker: not null, Participant: not null })
            throw ApiException.BadRequest("Only one of speaker or participant must be provided");
        await editor.EditAsync(
            transcript_id,
            caller,
            (session, _) =>
            {
                session.RefuseWhileProcessed();
                var speaker = request.Speaker ?? VoiceOf(session, session.Participant(request.Participant!));
                var words = session.Text.SpeakWhere(
                    word => word.Start >= request.TimestampFrom && word.Start <= request.TimestampTo,
                    speaker
                );
                return Task.FromResult<EditDescription>(
                    new(EditKind.Speaker, EditSentences.Assigned(words, session.Text.NameOf(speaker)))
                );
            },
            cancellationToken
        );
        return SpeakerAssignmentStatus.Ok;
    }

    private static async Task<SpeakerAssignmentStatus> MergeAsync(
        string transcript_id,
        SpeakerMerge request,
        TranscriptEditor editor,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        ParticipantList.CheckSpeaker("speaker_from", request.SpeakerFrom);
        ParticipantList.CheckSpeaker("speaker_to", request.SpeakerTo);
        await editor.EditAsync(
            transcript_id,
            caller,
            (session, _) =>
            {
                session.RefuseWhileProcessed();
                var (from, to) = (Of(session, request.SpeakerFrom), Of(session, request.SpeakerTo));
                var sentence = EditSentences.Merged(
                    session.Text.NameOf(request.SpeakerFrom),
                    session.Text.NameOf(request.SpeakerTo)
                );
                if (from is not null && to is not null && from != to)
                {
                    if (!request.DropName)
                        throw ApiException.BadRequest("Both speakers are assigned to participants");
                    session.Text.Remove(from);
                }
                session.Text.SpeakWhere(word => word.Speaker == request.SpeakerFrom, request.SpeakerTo);
                return Task.FromResult<EditDescription>(new(EditKind.Merge, sentence));
            },
            cancellationToken
        );
        return SpeakerAssignmentStatus.Ok;
    }

    /// <summary>The number of a participant's voice; one who has none gets a free one.</summary>
    public static int VoiceOf(EditSession session, Participant participant)
    {
        if (participant.Speaker is { } speaker)
            return speaker;
        var free = session.Text.FreeSpeaker();
        session.Text.Exchange(participant, participant with { Speaker = free });
        return free;
    }

    private static Participant? Of(EditSession session, int speaker) =>
        session.Text.Participants.FirstOrDefault(participant => participant.Speaker == speaker);

    // A number like 1e999 is JSON, and infinite.
    private static void CheckTime(string field, double seconds)
    {
        if (!double.IsFinite(seconds))
            throw new ApiValidationException("finite_number", ["body", field], "Input should be a finite number");
    }
}
