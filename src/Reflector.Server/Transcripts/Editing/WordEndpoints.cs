using Reflector.Server.Accounts;
using Reflector.Server.Accounts.Requests;
using Reflector.Server.Http;
using Reflector.Server.Transcripts.Participants;

namespace Reflector.Server.Transcripts.Editing;

internal static class WordEndpoints
{
    private const int TextLimit = 500_000;
    private const int WordsLimit = 100_000;

    public static void MapWords(this IEndpointRouteBuilder transcripts)
    {
        transcripts
            .MapPatch("/{transcript_id}/topics/{topic_id}/words", ReplaceAsync)
            .WithName("v1_transcript_replace_words")
            .WithSummary("Write, insert or delete words; the times of all others stay")
            .Produces<EditedTopic>()
            .Produces<EditConflict>(StatusCodes.Status409Conflict)
            .RequireCaller();
        transcripts
            .MapPatch("/{transcript_id}/topics/{topic_id}/words/speaker", AssignAsync)
            .WithName("v1_transcript_assign_words")
            .WithSummary("Give words to a voice")
            .Produces<EditedTopic>()
            .Produces<EditConflict>(StatusCodes.Status409Conflict)
            .RequireCaller();
    }

    private static async Task<EditedTopic> ReplaceAsync(
        string transcript_id,
        string topic_id,
        ReplaceWords request,
        TranscriptEditor editor,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        CheckRange(request.First, request.Count, least: 0, request.TextVersion);
        TextRules.Check("text", request.Text, TextLimit);
        var texts = request.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var result = await editor.EditAsync(
            transcript_id,
            caller,
            async (session, token) =>
            {
                session.RefuseWhileProcessed();
                var topic = session.Topic(topic_id);
                var seen = new SeenWords(topic, new(request.First, request.Count), request.TextVersion);
                var range = await seen.FindAsync(session, caller, isText: true, IsWritten, token);
                var change = Retyping.Change(topic, topic.Words, range, texts);
                if (change is null)
                    return new(EditKind.Text, "");
                if (topic.Words.Count + change.Growth > WordsLimit)
                    throw ApiException.BadRequest($"A topic has at most {WordsLimit} words");
                session.Text.Replace(topic.Id, change.Range, change.Added);
                return new(EditKind.Text, EditSentences.Of(change));

                bool IsWritten(WordRange place) =>
                    place.Count == texts.Length
                    && topic.Words.Skip(place.First).Take(place.Count).Select(word => word.Text).SequenceEqual(texts);
            },
            cancellationToken
        );
        return Answer(result, topic_id, caller);
    }

    private static async Task<EditedTopic> AssignAsync(
        string transcript_id,
        string topic_id,
        AssignWords request,
        TranscriptEditor editor,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        CheckRange(request.First, request.Count, least: 1, request.TextVersion);
        ParticipantList.CheckSpeaker("speaker", request.Speaker);
        TextRules.Check("participant", request.Participant, ParticipantList.NameLimit);
        var name = request.Name is null ? null : ParticipantList.Name("name", request.Name);
        if (new object?[] { request.Speaker, request.Participant, name }.Count(target => target is not null) != 1)
            throw ApiException.BadRequest("One of speaker, participant and name must be provided");
        var result = await editor.EditAsync(
            transcript_id,
            caller,
            async (session, token) =>
            {
                session.RefuseWhileProcessed();
                var topic = session.Topic(topic_id);
                var known = request.Participant is { } id ? session.Participant(id) : null;
                var target = request.Speaker ?? known?.Speaker;
                var seen = new SeenWords(topic, new(request.First, request.Count), request.TextVersion);
                var range = await seen.FindAsync(session, caller, isText: false, IsSpoken, token);
                if (name is not null)
                    known = ParticipantList.Add(session, name, null);
                var speaker = request.Speaker ?? SpeakerEndpoints.VoiceOf(session, known!);
                session.Text.Speak(topic.Id, range.First, [.. Enumerable.Repeat(speaker, range.Count)]);
                return new(EditKind.Speaker, EditSentences.Assigned(range.Count, session.Text.NameOf(speaker)));

                bool IsSpoken(WordRange place) =>
                    topic.Words.Skip(place.First).Take(place.Count).All(word => word.Speaker == target);
            },
            cancellationToken
        );
        return Answer(result, topic_id, caller);
    }

    private static EditedTopic Answer(EditResult result, string topicId, Caller caller) =>
        new(
            result.Session.Transcript.TextVersion,
            result.Edit is { } edit ? TranscriptEditView.Of(edit, caller.UserId) : null,
            result.Session.Topic(topicId).ToApiWithWords(result.Session.HasTracks)
        );

    private static void CheckRange(int first, int count, int least, int? version)
    {
        foreach (var (field, value, from) in new[] { ("first", first, 0), ("count", count, least) })
        {
            if (value < from)
                throw new ApiValidationException(
                    "greater_than_equal",
                    ["body", field],
                    $"Input should be greater than or equal to {from}",
                    value
                );
        }
        if (version < 0)
            throw new ApiValidationException(
                "greater_than_equal",
                ["body", "text_version"],
                "Input should be greater than or equal to 0",
                version
            );
    }
}
