using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts.Requests;
using Reflector.Server.Database;
using Reflector.Server.Http;

namespace Reflector.Server.Recordings.Intake;

/// <param name="Platform">That made it.</param>
/// <param name="RoomName">The platform's name of the room it was made in.</param>
/// <param name="Duration">Seconds; null when the platform did not tell.</param>
/// <param name="Size">Bytes.</param>
internal sealed record UnmatchedRecording(
    string Id,
    RecordingKind Kind,
    string? Platform,
    string? RoomName,
    string FileName,
    DateTimeOffset RecordedAt,
    double? Duration,
    long Size,
    DateTimeOffset CreatedAt
);

internal sealed record MatchRecordingRequest(string MeetingId);

internal sealed record RecordingMatch(string Status, string RecordingId, string MeetingId);

/// <param name="Waiting">Told of by a platform, but not to be read yet.</param>
/// <param name="SetAside">Messages of the queue that stand for no recording.</param>
internal sealed record RecordingTrouble(
    IReadOnlyList<WaitingRecording> Waiting,
    IReadOnlyList<SetAsideMessage> SetAside
);

/// <param name="Error">Why it could not be taken in last time; null before the first attempt.</param>
/// <param name="GivenUpAt">Since when it is not looked for any more.</param>
internal sealed record WaitingRecording(
    string Platform,
    string PlatformRecordingId,
    RecordingKind Kind,
    string? RoomName,
    DateTimeOffset RecordedAt,
    DateTimeOffset ToldAt,
    int Attempts,
    string? Error,
    DateTimeOffset? GivenUpAt
);

/// <summary>What administrators see to: recordings whose meeting is not found, and those that do not come in.</summary>
internal static class RecordingEndpoints
{
    private const int Most = 500;

    public static IEndpointRouteBuilder MapRecordingIntake(this IEndpointRouteBuilder routes)
    {
        var recordings = routes.MapGroup("/v1/recordings").WithTags("recordings").RequireAdministrator();
        recordings
            .MapGet("/unmatched", ListUnmatchedAsync)
            .WithName("v1_recordings_list_unmatched")
            .WithSummary("Recordings whose meeting is not found, newest first");
        recordings
            .MapGet("/arrivals", ListTroubleAsync)
            .WithName("v1_recordings_list_arrivals")
            .WithSummary("Recordings that were told of and are not here, and messages that were not understood");
        recordings
            .MapGet("/{recording_id}/candidates", ListCandidatesAsync)
            .WithName("v1_recording_list_candidates")
            .WithSummary("Meetings that a recording could be of, nearest in time first");
        recordings
            .MapPost("/{recording_id}/match", MatchAsync)
            .WithName("v1_recording_match")
            .WithSummary("Say which meeting a recording is of; its transcript is made then");
        return routes;
    }

    private static Task<List<UnmatchedRecording>> ListUnmatchedAsync(
        ReflectorDb db,
        CancellationToken cancellationToken
    ) =>
        db
            .Recordings.AsNoTracking()
            .Where(recording =>
                recording.Platform != null && recording.MeetingId == null && recording.DeletionRequestedAt == null
            )
            .OrderByDescending(recording => recording.RecordedAt)
            .ThenBy(recording => recording.Id)
            .Take(Most)
            .Select(recording => new UnmatchedRecording(
                recording.Id,
                recording.Kind,
                recording.Platform,
                recording.PlatformRoomName,
                recording.FileName,
                recording.RecordedAt,
                recording.DurationSeconds,
                recording.SizeBytes,
                recording.CreatedAt
            ))
            .ToListAsync(cancellationToken);

    private static async Task<RecordingTrouble> ListTroubleAsync(ReflectorDb db, CancellationToken cancellationToken)
    {
        var arrivals = await db
            .RecordingArrivals.AsNoTracking()
            .OrderByDescending(arrival => arrival.ToldAt)
            .Take(Most)
            .ToListAsync(cancellationToken);
        var messages = await db
            .SetAsideMessages.AsNoTracking()
            .OrderByDescending(message => message.SetAsideAt)
            .Take(Most)
            .ToListAsync(cancellationToken);
        return new(
            [
                .. arrivals.Select(arrival => new WaitingRecording(
                    arrival.Platform,
                    arrival.PlatformRecordingId,
                    arrival.Told.Kind,
                    arrival.Told.RoomName,
                    arrival.Told.RecordedAt,
                    arrival.ToldAt,
                    arrival.Attempts,
                    arrival.Error,
                    arrival.GivenUpAt
                )),
            ],
            messages
        );
    }

    private static async Task<List<MatchCandidate>> ListCandidatesAsync(
        string recording_id,
        ReflectorDb db,
        CancellationToken cancellationToken
    )
    {
        var recording =
            await db
                .Recordings.AsNoTracking()
                .FirstOrDefaultAsync(
                    recording => recording.Id == recording_id && recording.Platform != null,
                    cancellationToken
                )
            ?? throw ApiException.NotFound("Recording not found");
        return await MeetingMatch.CandidatesAsync(db, recording, cancellationToken);
    }

    private static async Task<RecordingMatch> MatchAsync(
        string recording_id,
        MatchRecordingRequest request,
        ReflectorDb db,
        RecordingIntake intake,
        CancellationToken cancellationToken
    )
    {
        if (
            !await db.Recordings.AnyAsync(
                recording => recording.Id == recording_id && recording.Platform != null,
                cancellationToken
            )
        )
            throw ApiException.NotFound("Recording not found");
        var meeting =
            await db
                .Meetings.AsNoTracking()
                .FirstOrDefaultAsync(meeting => meeting.Id == request.MeetingId, cancellationToken)
            ?? throw ApiException.NotFound("Meeting not found");
        if (meeting.RoomId is null)
            throw ApiException.BadRequest("The room of this meeting was deleted: nobody would own the transcript");
        return await intake.AttachAsync(recording_id, meeting, cancellationToken)
            ? new("success", recording_id, meeting.Id)
            : throw ApiException.Conflict("This recording has a meeting already");
    }
}
