using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts;
using Reflector.Server.Database;
using Reflector.Server.Deletions;
using Reflector.Server.Http;
using Reflector.Server.Recordings;
using Reflector.Server.Transcripts;
using Reflector.Server.VideoPlatforms;

namespace Reflector.Server.Meetings.Recordings;

/// <param name="Kind"><c>video</c> can be looked at under <c>cloud-recording</c>; of the others transcripts are made.</param>
/// <param name="Duration">Seconds; null when the platform did not tell.</param>
/// <param name="Size">Bytes; 0 when it is not known.</param>
internal sealed record MeetingRecording(
    string Id,
    RecordingKind Kind,
    DateTimeOffset RecordedAt,
    double? Duration,
    long Size
);

internal static class MeetingRecordingEndpoints
{
    private static readonly TimeSpan LinkLife = TimeSpan.FromHours(1);

    public static void MapMeetingRecordings(this IEndpointRouteBuilder meetings)
    {
        meetings
            .MapPost("/{meeting_id}/recordings/start", StartAsync)
            .WithName("v1_meeting_start_recording")
            .WithSummary("Have a meeting recorded by its platform; whoever joined it may ask, any number of times");
        meetings
            .MapGet("/{meeting_id}/recordings", ListAsync)
            .WithName("v1_meeting_list_recordings")
            .WithSummary("What was recorded of a meeting, oldest first");
        meetings
            .MapGet("/{meeting_id}/cloud-recording", VideoAsync)
            .WithName("v1_meeting_cloud_recording")
            .WithSummary("Leads to the meeting's video, for an hour")
            .Produces(StatusCodes.Status307TemporaryRedirect);
    }

    private static Task<StartRecordingAnswer> StartAsync(
        string meeting_id,
        StartRecordingRequest request,
        RecordingRequests requests,
        Caller caller,
        CancellationToken cancellationToken
    ) => requests.AskAsync(meeting_id, request, caller, cancellationToken);

    private static async Task<List<MeetingRecording>> ListAsync(
        string meeting_id,
        ReflectorDb db,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await CheckReadableAsync(db, meeting_id, caller, cancellationToken);
        if (await IsWithheldAsync(db, meeting_id, cancellationToken))
            return [];
        return await db
            .Recordings.AsNoTracking()
            .Where(recording => recording.MeetingId == meeting_id && recording.DeletionRequestedAt == null)
            .OrderBy(recording => recording.RecordedAt)
            .ThenBy(recording => recording.Id)
            .Select(recording => new MeetingRecording(
                recording.Id,
                recording.Kind,
                recording.RecordedAt,
                recording.DurationSeconds,
                recording.SizeBytes
            ))
            .ToListAsync(cancellationToken);
    }

    private static async Task<IResult> VideoAsync(
        string meeting_id,
        HttpContext context,
        ReflectorDb db,
        RecordingStores stores,
        VideoPlatformFactory platforms,
        Caller caller,
        CancellationToken cancellationToken,
        string? recording = null
    )
    {
        await CheckReadableAsync(db, meeting_id, caller, cancellationToken);
        if (await IsWithheldAsync(db, meeting_id, cancellationToken))
            throw AudioAccess.Withheld();
        var video =
            await db
                .Recordings.AsNoTracking()
                .VideosOf([meeting_id])
                .FirstOrDefaultAsync(video => recording == null || video.Id == recording, cancellationToken)
            ?? throw ApiException.NotFound("No cloud recording of this meeting");
        // The address is a secret for an hour: no cache keeps it.
        context.Response.Headers.CacheControl = "no-store";
        var link = await LinkAsync(video, stores, platforms, cancellationToken);
        return Results.Redirect(
            link.IsAbsoluteUri ? link.AbsoluteUri : link.OriginalString,
            permanent: false,
            preserveMethod: true
        );
    }

    /// <summary>A video has everybody in it: whoever's audio goes, it goes.</summary>
    private static async Task<bool> IsWithheldAsync(
        ReflectorDb db,
        string meetingId,
        CancellationToken cancellationToken
    ) =>
        await db.IsAudioWithheldAsync(meetingId, recordingId: null, cancellationToken)
        || await db.Transcripts.AnyAsync(
            transcript =>
                transcript.MeetingId == meetingId
                && (transcript.AudioDeleted == true || transcript.AudioDeletionRequestedAt != null),
            cancellationToken
        );

    private static async Task<Uri> LinkAsync(
        Recording video,
        RecordingStores stores,
        VideoPlatformFactory platforms,
        CancellationToken cancellationToken
    )
    {
        if (stores.Find(video.Store) is { } store)
            return await store.SignAsync(video.ObjectKey, LinkLife, cancellationToken: cancellationToken);
        return platforms.Get(video.Platform!) is IRecordingLinks links
            ? await links.LinkAsync(video.PlatformRecordingId!, LinkLife, cancellationToken)
            : throw ApiException.NotFound("No cloud recording of this meeting");
    }

    /// <summary>As the meeting's transcript may be read; before there is one, the room's owner may.</summary>
    private static async Task CheckReadableAsync(
        ReflectorDb db,
        string meetingId,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var meeting =
            await db
                .Meetings.AsNoTracking()
                .Where(meeting => meeting.Id == meetingId)
                .Select(meeting => new
                {
                    IsOwner = caller.UserId != null
                        && db.Rooms.Any(room => room.Id == meeting.RoomId && room.UserId == caller.UserId),
                })
                .FirstOrDefaultAsync(cancellationToken)
            ?? throw ApiException.NotFound("Meeting not found");
        var transcripts = db.Transcripts.AsNoTracking().Where(transcript => transcript.MeetingId == meetingId);
        var isReadable = await transcripts.ReadableBy(caller).AnyAsync(cancellationToken);
        if (!isReadable && (!meeting.IsOwner || await transcripts.AnyAsync(cancellationToken)))
            throw ApiException.Forbidden("Meeting recordings access denied");
    }
}
