using Microsoft.EntityFrameworkCore;
using Quartz;
using Reflector.Server.Accounts;
using Reflector.Server.Database;
using Reflector.Server.Http;
using Reflector.Server.Jobs;
using Reflector.Server.Rooms;
using Reflector.Server.VideoPlatforms;

namespace Reflector.Server.Meetings.Recordings;

/// <param name="Type">What is recorded.</param>
/// <param name="InstanceId">May be left out; if given it must be the one that follows from the meeting.</param>
/// <param name="ParticipantToken">From the answer to joining, for somebody without an account.</param>
internal sealed record StartRecordingRequest(
    PlatformRecordingKind Type,
    [property: System.Text.Json.Serialization.JsonPropertyName("instanceId")] Guid? InstanceId = null,
    string? ParticipantToken = null
);

/// <param name="Status"><c>ok</c>, or <c>already_active</c> when somebody has asked for it before.</param>
/// <param name="Result">Empty; null when it is active already.</param>
internal sealed record StartRecordingAnswer(
    string Status,
    StartedRecording? Result,
    [property: System.Text.Json.Serialization.JsonPropertyName("instanceId")] Guid InstanceId
);

internal sealed record StartedRecording;

/// <summary>Starts the recordings of meetings: each kind once, however many ask, and for as long as it takes.</summary>
internal sealed class RecordingRequests(
    ReflectorDb db,
    IScheduler scheduler,
    VideoPlatformFactory platforms,
    ParticipantTokens tokens,
    TimeProvider clock
)
{
    /// <summary>
    /// The platform is not asked again so soon. It then says that it records already, unless the call was empty in
    /// between, which ends its recordings.
    /// </summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    /// <summary>A job that has not ended by now is lost.</summary>
    private static readonly TimeSpan LongestJob = TimeSpan.FromMinutes(15);

    public async Task<StartRecordingAnswer> AskAsync(
        string meetingId,
        StartRecordingRequest request,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        if (!tokens.IsGood(meetingId, request.ParticipantToken))
            _ = caller.RequiredUserId;
        var meeting =
            await db.Meetings.AsNoTracking().FirstOrDefaultAsync(meeting => meeting.Id == meetingId, cancellationToken)
            ?? throw ApiException.NotFound("Meeting not found");
        Check(meeting);
        var instance = RecordingInstance.Of(meeting.Id, request.Type);
        if (request.InstanceId is { } given && given != instance)
            throw new ApiValidationException(
                "value_error",
                ["body", "instanceId"],
                "Input should be the id that follows from the meeting; leave it out",
                given
            );
        return await AskAsync(meeting.Id, request.Type, instance, cancellationToken);
    }

    private void Check(Meeting meeting)
    {
        if (!meeting.IsActive)
            throw ApiException.BadRequest("Meeting is not active");
        if (meeting.RecordingType is not RecordingType.Cloud)
            throw ApiException.BadRequest("This meeting is not recorded by its video platform");
        if (platforms.Get(meeting.Platform) is not IRecordingControl)
            throw ApiException.BadRequest("Recordings on this video platform are not started from here");
    }

    private async Task<StartRecordingAnswer> AskAsync(
        string meetingId,
        PlatformRecordingKind kind,
        Guid instance,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var kindName = ApiEnumColumn.ApiName(kind);
        var lostBefore = now - LongestJob;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        using var jobs = scheduler.Enlist(transaction);
        // The first one writes the row; the others wait for that, and find it.
        var isFirst =
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO recording_request (meeting_id, kind, instance_id, state, asked_at)
                VALUES ({meetingId}, {kindName}, {instance}, 'asked', {now})
                ON CONFLICT DO NOTHING
                """,
                cancellationToken
            ) == 1;
        var row = await db
            .RecordingRequests.FromSql(
                $"SELECT * FROM recording_request WHERE meeting_id = {meetingId} AND kind = {kindName} FOR UPDATE"
            )
            .AsNoTracking()
            .SingleAsync(cancellationToken);
        var isActive = !isFirst && row.State is RecordingRequestState.Asked or RecordingRequestState.Started;
        var isBeingAsked = !isFirst && row.State is RecordingRequestState.Asked && row.AskedAt > lostBefore;
        if (!isBeingAsked)
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                UPDATE recording_request SET state = 'asked', asked_at = {now}, error = NULL
                WHERE meeting_id = {meetingId} AND kind = {kindName}
                """,
                cancellationToken
            );
            var earliest = row.StartedAt + Pause;
            await RecordingStartJob.ScheduleAsync(
                scheduler,
                meetingId,
                kind,
                now,
                earliest > now ? earliest.Value : now,
                cancellationToken
            );
        }
        await transaction.CommitAsync(cancellationToken);
        return isActive ? new("already_active", null, instance) : new("ok", new(), instance);
    }
}
