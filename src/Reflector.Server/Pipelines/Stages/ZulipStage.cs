using Microsoft.EntityFrameworkCore;
using Reflector.Server.Configuration;
using Reflector.Server.Rooms;
using Reflector.Server.Zulip;

namespace Reflector.Server.Pipelines.Stages;

/// <summary>
/// Has the transcript of a room's meeting posted, where the room wants that. The posting itself is a job of its own: a
/// transcript is finished however Zulip is.
/// </summary>
internal sealed class ZulipStage(ZulipPosting posting, ReflectorSettings settings) : IStage
{
    public string Name => StageNames.Zulip;

    public async Task<StageOutcome> RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        if (await RoomOfAsync(context, cancellationToken) is not { ZulipAutoPost: true } room)
            return StageOutcome.Skip("Its room does not post to Zulip.");
        if (!settings.HasZulip)
            return StageOutcome.Skip("The room posts to Zulip, but Zulip is not set up on this server.");
        if (string.IsNullOrWhiteSpace(room.ZulipStream) || string.IsNullOrWhiteSpace(room.ZulipTopic))
            return StageOutcome.Skip("The room posts to Zulip, but has no stream or no topic for it.");
        return new()
        {
            Apply = (db, token) =>
                posting.RequestAsync(db, context.Transcript.Id, room.ZulipStream, room.ZulipTopic, token),
        };
    }

    /// <summary>A recording that was matched late knows its meeting before its transcript does.</summary>
    private static Task<Room?> RoomOfAsync(StageContext context, CancellationToken cancellationToken)
    {
        var transcript = context.Transcript;
        return context.QueryAsync(
            db =>
                db.Rooms.AsNoTracking()
                    .FirstOrDefaultAsync(
                        room =>
                            room.Id == transcript.RoomId
                            || db.Meetings.Any(meeting =>
                                meeting.RoomId == room.Id
                                && db.Recordings.Any(recording =>
                                    recording.Id == transcript.RecordingId && recording.MeetingId == meeting.Id
                                )
                            ),
                        cancellationToken
                    ),
            cancellationToken
        );
    }
}
