using Microsoft.EntityFrameworkCore;
using Reflector.Server.Database;
using Reflector.Server.Recordings;

namespace Reflector.Server.Meetings.Recordings;

/// <summary>The first composed video of a meeting, as meetings show it.</summary>
internal sealed record MeetingVideo(string MeetingId, string ObjectKey, double? DurationSeconds)
{
    /// <summary>Whole seconds.</summary>
    public int? Duration => DurationSeconds is { } seconds ? (int)Math.Round(seconds) : null;
}

internal static class MeetingVideos
{
    public static async Task<MeetingVideo?> FirstVideoAsync(
        this ReflectorDb db,
        string meetingId,
        CancellationToken cancellationToken
    ) => (await db.FirstVideosAsync([meetingId], cancellationToken)).GetValueOrDefault(meetingId);

    public static async Task<Dictionary<string, MeetingVideo>> FirstVideosAsync(
        this ReflectorDb db,
        IEnumerable<string> meetingIds,
        CancellationToken cancellationToken
    )
    {
        var ids = meetingIds.ToList();
        var videos = await db
            .Recordings.AsNoTracking()
            .VideosOf(ids)
            .Select(video => new MeetingVideo(video.MeetingId!, video.ObjectKey, video.DurationSeconds))
            .ToListAsync(cancellationToken);
        return videos
            .DistinctBy(video => video.MeetingId, StringComparer.Ordinal)
            .ToDictionary(video => video.MeetingId, StringComparer.Ordinal);
    }

    /// <summary>Oldest first.</summary>
    public static IQueryable<Recording> VideosOf(
        this IQueryable<Recording> recordings,
        IReadOnlyList<string> meetings
    ) =>
        recordings
            .Where(recording =>
                recording.Kind == RecordingKind.Video
                && recording.DeletionRequestedAt == null
                && meetings.Contains(recording.MeetingId!)
            )
            .OrderBy(recording => recording.RecordedAt)
            .ThenBy(recording => recording.Id);
}
