using Microsoft.EntityFrameworkCore;
using Reflector.Media;
using Reflector.Server.Recordings;
using Reflector.Speech;
using Reflector.Storage;

namespace Reflector.Server.Pipelines.Stages;

/// <summary>What the stages of a recording with a track per person have in common.</summary>
internal static class Tracks
{
    /// <summary>In order, without those that were left out: they are not read any more, whatever for.</summary>
    public static Task<List<RecordingTrack>> ReadAsync(StageContext context, CancellationToken cancellationToken) =>
        context.QueryAsync(
            db =>
                db.RecordingTracks.AsNoTracking()
                    .Where(track => track.RecordingId == context.Recording.Id && track.RemovedAt == null)
                    .OrderBy(track => track.Position)
                    .ToListAsync(cancellationToken),
            cancellationToken
        );

    /// <summary>What a reader of the transcript is told of a track that cannot be used; null when that may pass.</summary>
    public static string? Fault(Exception exception) =>
        exception switch
        {
            StorageException { Kind: StorageErrorKind.NotFound } =>
                "The recording of this voice is no longer in the storage.",
            MediaException { Kind: MediaErrorKind.NotFound } =>
                "The recording of this voice is no longer in the storage.",
            MediaException { Kind: MediaErrorKind.Empty } => "The recording of this voice is empty: nothing was sent.",
            MediaException { Kind: MediaErrorKind.NoAudio } => "The recording of this voice has no sound in it.",
            MediaException { IsFileAtFault: true } => "The recording of this voice is damaged and cannot be read.",
            _ => null,
        };

    /// <summary>Told of a track that fails again and again for a reason that is not its own.</summary>
    public static string Sentence(Exception exception) =>
        exception is MediaException or SpeechException or StorageException
            ? $"This voice could not be transcribed. {exception.Message}"
            : "This voice could not be transcribed; the server's log tells more.";

    public static Task MarkAsync(
        StageContext context,
        int position,
        string? error,
        CancellationToken cancellationToken
    ) =>
        context.SaveAsync(
            db =>
                db.RecordingTracks.Where(track =>
                        track.RecordingId == context.Recording.Id && track.Position == position
                    )
                    .ExecuteUpdateAsync(set => set.SetProperty(track => track.Error, error), cancellationToken),
            cancellationToken
        );
}
