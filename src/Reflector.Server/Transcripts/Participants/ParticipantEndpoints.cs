using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts;
using Reflector.Server.Accounts.Requests;
using Reflector.Server.Database;
using Reflector.Server.Http;
using Reflector.Server.Transcripts.Editing;

namespace Reflector.Server.Transcripts.Participants;

internal static class ParticipantEndpoints
{
    public static void MapParticipants(this IEndpointRouteBuilder transcripts)
    {
        transcripts
            .MapGet("/{transcript_id}/participants", ListAsync)
            .WithName("v1_transcript_get_participants")
            .WithSummary("Who spoke");
        transcripts
            .MapPost("/{transcript_id}/participants", AddAsync)
            .WithName("v1_transcript_add_participant")
            .WithSummary("Give a voice a name")
            .RequireCaller();
        transcripts
            .MapGet("/{transcript_id}/participants/suggestions", SuggestAsync)
            .WithName("v1_transcript_get_participant_suggestions")
            .WithSummary("Names that the voices may have, likely ones first")
            .RequireCaller();
        transcripts
            .MapGet("/{transcript_id}/participants/{participant_id}", GetAsync)
            .WithName("v1_transcript_get_participant")
            .WithSummary("One participant");
        transcripts
            .MapPatch("/{transcript_id}/participants/{participant_id}", UpdateAsync)
            .WithName("v1_transcript_update_participant")
            .WithSummary("Rename a participant, or give them another voice")
            .RequireCaller();
        transcripts
            .MapDelete("/{transcript_id}/participants/{participant_id}", DeleteAsync)
            .WithName("v1_transcript_delete_participant")
            .WithSummary("Remove a participant; the words stay")
            .RequireCaller();
    }

    private static async Task<IReadOnlyList<ParticipantView>> ListAsync(
        string transcript_id,
        ReflectorDb db,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var transcript = await db.Transcripts.AsNoTracking().ReadableAsync(transcript_id, caller, cancellationToken);
        return [.. transcript.Participants.Select(ParticipantView.Of)];
    }

    private static async Task<ParticipantView> GetAsync(
        string transcript_id,
        string participant_id,
        ReflectorDb db,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var all = await ListAsync(transcript_id, db, caller, cancellationToken);
        return all.FirstOrDefault(participant => participant.Id == participant_id)
            ?? throw ApiException.NotFound("Participant not found");
    }

    private static async Task<IReadOnlyList<NameSuggestion>> SuggestAsync(
        string transcript_id,
        ReflectorDb db,
        NameSuggestions suggestions,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var transcript = await db.Transcripts.AsNoTracking().WritableAsync(transcript_id, caller, cancellationToken);
        return await suggestions.OfAsync(transcript, caller, cancellationToken);
    }

    private static async Task<ParticipantView> AddAsync(
        string transcript_id,
        CreateParticipant request,
        TranscriptEditor editor,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var name = ParticipantList.Name("name", request.Name);
        ParticipantList.CheckSpeaker("speaker", request.Speaker);
        var result = await editor.EditAsync(
            transcript_id,
            caller,
            (session, _) =>
            {
                ParticipantList.Add(session, name, request.Speaker);
                return Task.FromResult(Describe(session));
            },
            cancellationToken
        );
        return ParticipantView.Of(result.Session.Text.Participants[^1]);
    }

    private static async Task<ParticipantView> UpdateAsync(
        string transcript_id,
        string participant_id,
        UpdateParticipant change,
        TranscriptEditor editor,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var name = change.Name is null ? null : ParticipantList.Name("name", change.Name);
        ParticipantList.CheckSpeaker("speaker", change.Speaker);
        var result = await editor.EditAsync(
            transcript_id,
            caller,
            (session, _) =>
            {
                var before = session.Participant(participant_id);
                var after = before with
                {
                    Name = name ?? before.Name,
                    Speaker = change.Gives(nameof(change.Speaker)) ? change.Speaker : before.Speaker,
                };
                if (after.Speaker != before.Speaker && session.Text.IsTaken(after))
                    throw ApiException.BadRequest("Speaker already assigned");
                session.Text.Exchange(before, after);
                return Task.FromResult(Describe(session));
            },
            cancellationToken
        );
        return ParticipantView.Of(result.Session.Participant(participant_id));
    }

    private static async Task<DeletionStatus> DeleteAsync(
        string transcript_id,
        string participant_id,
        TranscriptEditor editor,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await editor.EditAsync(
            transcript_id,
            caller,
            (session, _) =>
            {
                var participant = session.Text.Participants.FirstOrDefault(other => other.Id == participant_id);
                if (participant is not null)
                    session.Text.Remove(participant);
                return Task.FromResult(Describe(session));
            },
            cancellationToken
        );
        return DeletionStatus.Ok;
    }

    private static EditDescription Describe(EditSession session) =>
        new(EditKind.Participants, session.Text.People is [var change] ? EditSentences.Of(change) : "");
}
