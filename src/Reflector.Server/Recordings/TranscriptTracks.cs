using Microsoft.EntityFrameworkCore;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Recordings;

internal static class TranscriptTracks
{
    /// <summary>The tracks that the transcript was made of, in order; none for a mixed recording.</summary>
    public static async Task<IReadOnlyList<RecordingTrack>> OfTranscriptAsync(
        this IQueryable<RecordingTrack> tracks,
        Transcript transcript,
        CancellationToken cancellationToken
    ) =>
        transcript.RecordingId is not { } recording
            ? []
            : await tracks
                .AsNoTracking()
                .Where(track => track.RecordingId == recording)
                .OrderBy(track => track.Position)
                .ToListAsync(cancellationToken);
}
