using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Database;
using Reflector.Server.Events;
using Reflector.Server.Http;

namespace Reflector.Server.Transcripts.Editing;

/// <summary>A locked transcript while one edit is made.</summary>
internal sealed class EditSession(ReflectorDb db, Transcript transcript, IReadOnlyList<Topic> topics, bool hasTracks)
{
    public Transcript Transcript => transcript;

    public IReadOnlyList<Topic> Topics => topics;

    /// <summary>Whether the recording has a track per person.</summary>
    public bool HasTracks => hasTracks;

    public EditedText Text { get; } = new(topics, transcript.Participants);

    public Topic Topic(string id) =>
        topics.FirstOrDefault(topic => topic.Id == id) ?? throw ApiException.NotFound("Topic not found");

    public Participant Participant(string id) =>
        Text.Participants.FirstOrDefault(participant => participant.Id == id)
        ?? throw ApiException.NotFound("Participant not found");

    /// <exception cref="ApiException">409 while a processing is about to replace the words.</exception>
    public void RefuseWhileProcessed()
    {
        if (transcript.IsBusy)
            throw ApiException.Conflict("The recording is being processed: correct its text when that has ended");
    }

    /// <summary>Edits after a version, oldest first.</summary>
    /// <exception cref="ApiException">409 when the text was made anew since.</exception>
    /// <exception cref="ApiValidationException">There is no such version yet.</exception>
    public async Task<IReadOnlyList<TranscriptEdit>> EditsSinceAsync(int version, CancellationToken cancellationToken)
    {
        if (version > transcript.TextVersion)
            throw new ApiValidationException(
                "value_error",
                ["body", "text_version"],
                "The text has no such version yet",
                version
            );
        var edits = await db
            .TranscriptEdits.Where(edit => edit.TranscriptId == transcript.Id && edit.Version > version)
            .OrderBy(edit => edit.Version)
            .ToListAsync(cancellationToken);
        if (edits.Exists(edit => edit.Kind is EditKind.Processed))
            throw ApiException.Conflict("The recording was processed again: all words are new");
        return edits;
    }

    public async Task<TranscriptEdit> EditAsync(int version, CancellationToken cancellationToken) =>
        await db.TranscriptEdits.FirstOrDefaultAsync(
            edit => edit.TranscriptId == transcript.Id && edit.Version == version,
            cancellationToken
        ) ?? throw ApiException.NotFound("Edit not found");

    /// <summary>What the log says of topics is replayed to whoever comes later: it says what they are now.</summary>
    public Task ExchangeTopicEventsAsync(IReadOnlyList<Topic> changed, CancellationToken cancellationToken)
    {
        if (changed.Count == 0)
            return Task.CompletedTask;
        var stream = EventLog.TranscriptStream(transcript.Id);
        var ids = changed.Select(topic => topic.Id).ToArray();
        var data = changed.Select(topic => JsonSerializer.Serialize(topic.ToApi(hasTracks), ApiJson.Options)).ToArray();
        return db.Database.ExecuteSqlAsync(
            $"""
            UPDATE event SET data = fresh.data::jsonb
            FROM unnest({ids}, {data}) AS fresh (id, data)
            WHERE event.stream = {stream} AND event.name = {TranscriptEvents.Topic} AND event.data ->> 'id' = fresh.id
            """,
            cancellationToken
        );
    }
}
