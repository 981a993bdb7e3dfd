using Microsoft.EntityFrameworkCore;
using Reflector.Server.Database;
using Reflector.Server.Http;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Exports;

/// <summary>How the times of a transcript lie in a video of its meeting: both were begun when somebody pressed a button.</summary>
internal static class VideoOffset
{
    /// <returns>Seconds that the video began before what was transcribed.</returns>
    /// <exception cref="ApiException">404 when it is no video of the transcript's meeting.</exception>
    public static async Task<double> OfAsync(
        ReflectorDb db,
        Transcript transcript,
        string videoId,
        CancellationToken cancellationToken
    )
    {
        if (videoId == transcript.RecordingId)
            return 0;
        var video =
            await db
                .Recordings.AsNoTracking()
                .FirstOrDefaultAsync(
                    recording =>
                        recording.Id == videoId
                        && recording.MeetingId != null
                        && recording.MeetingId == transcript.MeetingId,
                    cancellationToken
                )
            ?? throw ApiException.NotFound("Recording not found");
        var transcribed = await db
            .Recordings.Where(recording => recording.Id == transcript.RecordingId)
            .Select(recording => (DateTimeOffset?)recording.RecordedAt)
            .FirstOrDefaultAsync(cancellationToken);
        return ((transcribed ?? transcript.CreatedAt) - video.RecordedAt).TotalSeconds;
    }
}
