using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Reflector.Server.Configuration;
using Reflector.Server.Database;
using Reflector.Server.Http;
using Reflector.Server.Rooms;
using Reflector.Server.VideoPlatforms;

namespace Reflector.Server.Meetings;

/// <summary>Opens meetings: however many ask at once for a room's meeting, there is one.</summary>
internal sealed partial class MeetingOpening(
    IDbContextFactory<ReflectorDb> databases,
    VideoPlatformFactory platforms,
    PlatformSelection selection,
    PlatformTasks tasks,
    ReflectorSettings settings,
    TimeProvider clock,
    ILogger<MeetingOpening> logger
)
{
    private static readonly TimeSpan Length = TimeSpan.FromHours(8);

    /// <summary>Longer than a platform may take to answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    // Those who ask while a meeting is being opened wait for that one, without a database connection each.
    private readonly ConcurrentDictionary<string, Lazy<Task<Meeting>>> _opening = new(StringComparer.Ordinal);

    /// <summary>The newest open meeting that is as the room is set now, else a new one.</summary>
    /// <exception cref="VideoPlatformException">The platform did not open one.</exception>
    public async Task<Meeting> OpenAsync(Room room, CancellationToken cancellationToken)
    {
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            if (await ReusableAsync(db, room, cancellationToken) is { } open)
                return open;
        }
        var opening = _opening.GetOrAdd(room.Id, _ => new(() => OpenOnceAsync(room)));
        try
        {
            return await opening.Value.WaitAsync(Patience, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw InProgress();
        }
    }

    /// <summary>A new meeting, whatever is open.</summary>
    public async Task<Meeting> OpenAnotherAsync(Room room, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        return await CreateAsync(db, transaction, room, cancellationToken);
    }

    private async Task<Meeting> OpenOnceAsync(Room room)
    {
        // Whoever asked first may leave: the others still want the meeting.
        var cancellationToken = CancellationToken.None;
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await WaitForOtherServersAsync(db, room, cancellationToken);
            return await ReusableAsync(db, room, cancellationToken)
                ?? await CreateAsync(db, transaction, room, cancellationToken);
        }
        finally
        {
            _opening.TryRemove(room.Id, out _);
        }
    }

    private static async Task WaitForOtherServersAsync(ReflectorDb db, Room room, CancellationToken cancellationToken)
    {
        try
        {
            await db.Database.ExecuteSqlAsync($"SET LOCAL lock_timeout = '5s'", cancellationToken);
            await db.Database.ExecuteSqlAsync(
                $"SELECT pg_advisory_xact_lock(hashtextextended({"meeting:" + room.Id}, 0))",
                cancellationToken
            );
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw InProgress();
        }
    }

    private Task<Meeting?> ReusableAsync(ReflectorDb db, Room room, CancellationToken cancellationToken)
    {
        var platform = selection.For(room);
        return db
            .Meetings.AsNoTracking()
            .OpenIn(room.Id, clock.GetUtcNow())
            .Take(1)
            .Where(meeting =>
                meeting.IsLocked == room.IsLocked
                && meeting.RoomMode == room.RoomMode
                && meeting.RecordingType == room.RecordingType
                && meeting.RecordingTrigger == room.RecordingTrigger
                && meeting.SkipConsent == room.SkipConsent
                && meeting.ConsentPolicy == room.ConsentPolicy
                && meeting.Platform == platform
            )
            .FirstOrDefaultAsync(cancellationToken);
    }

    private async Task<Meeting> CreateAsync(
        ReflectorDb db,
        IDbContextTransaction transaction,
        Room room,
        CancellationToken cancellationToken
    )
    {
        var name = selection.For(room);
        var platform = platforms.Get(name);
        var data = await platform.CreateMeetingAsync(
            new(
                room.Name,
                clock.GetUtcNow() + Length,
                room.IsLocked,
                room.RoomMode,
                room.RecordingType,
                room.RecordingTrigger
            ),
            cancellationToken
        );
        var meeting = Meeting(room, data);
        try
        {
            db.Meetings.Add(meeting);
            await db.SaveChangesAsync(cancellationToken);
            using var enlisted = tasks.Enlist(transaction);
            if (settings.MeetingLogo is not null)
                await tasks.ScheduleAsync<LogoUpload>(meeting.Id, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch
        {
            await AbandonAsync(platform, meeting);
            throw;
        }
        LogOpened(name, meeting.Id, room.Id);
        return meeting;
    }

    private static Meeting Meeting(Room room, MeetingData data) =>
        new()
        {
            Id = data.MeetingId,
            RoomName = data.RoomName,
            RoomUrl = data.RoomUrl,
            HostRoomUrl = data.HostRoomUrl,
            StartDate = data.StartDate,
            EndDate = data.EndDate,
            RoomId = room.Id,
            IsLocked = room.IsLocked,
            RoomMode = room.RoomMode,
            RecordingType = room.RecordingType,
            RecordingTrigger = room.RecordingTrigger,
            SkipConsent = room.SkipConsent,
            ConsentPolicy = room.ConsentPolicy,
            Platform = data.Platform,
        };

    /// <summary>A room at the platform that we could not write down would stay open, and be paid for.</summary>
    private async Task AbandonAsync(IVideoPlatform platform, Meeting meeting)
    {
        try
        {
            await platform.DeleteRoomAsync(meeting.AtPlatform, CancellationToken.None);
        }
        catch (VideoPlatformException exception)
        {
            LogLeftBehind(meeting.Platform, meeting.Id, exception.Message);
        }
    }

    private static ApiException InProgress() =>
        ApiException.Unavailable("Meeting creation in progress, please try again");

    [LoggerMessage(3001, LogLevel.Information, "Opened {Platform} meeting {Meeting} in room {Room}")]
    private partial void LogOpened(string platform, string meeting, string room);

    [LoggerMessage(
        3002,
        LogLevel.Warning,
        "{Platform} meeting {Meeting} could not be stored, nor deleted at the platform: {Reason}"
    )]
    private partial void LogLeftBehind(string platform, string meeting, string reason);
}
