using Microsoft.EntityFrameworkCore;
using Quartz;
using Reflector.Server.Configuration;
using Reflector.Server.Database;
using Reflector.Server.VideoPlatforms;

namespace Reflector.Server.Meetings;

/// <summary>Something to be done to one meeting at its platform. Failures that may pass are tried again for about a quarter of an hour.</summary>
[RetryPolicy(MaxRetries, "00:00:03", 3.0, Jitter = 0.2)]
internal abstract partial class PlatformTask(
    IDbContextFactory<ReflectorDb> databases,
    VideoPlatformFactory platforms,
    ILogger logger
) : IJob
{
    public const string MeetingIdKey = "meeting";
    private const int MaxRetries = 5;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var meetingId = context.MergedJobDataMap.GetString(MeetingIdKey)!;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var meeting = await db
            .Meetings.AsNoTracking()
            .FirstOrDefaultAsync(meeting => meeting.Id == meetingId, cancellationToken);
        if (meeting is null)
            return;
        try
        {
            await DoAsync(platforms.Get(meeting.Platform), meeting.AtPlatform, cancellationToken);
        }
        catch (VideoPlatformException exception)
        {
            LogFailed(GetType().Name, meeting.Platform, meetingId, exception.Message);
            if (exception.IsTemporary && context.RetryAttempt < MaxRetries)
                throw;
        }
    }

    protected abstract Task DoAsync(
        IVideoPlatform platform,
        PlatformMeeting meeting,
        CancellationToken cancellationToken
    );

    [LoggerMessage(3003, LogLevel.Warning, "{Task} for {Platform} meeting {Meeting} failed: {Reason}")]
    private partial void LogFailed(string task, string platform, string meeting, string reason);
}

/// <summary>Ends a call for everybody in it.</summary>
internal sealed class RoomClosing(
    IDbContextFactory<ReflectorDb> databases,
    VideoPlatformFactory platforms,
    ILogger<RoomClosing> logger
) : PlatformTask(databases, platforms, logger)
{
    protected override Task DoAsync(
        IVideoPlatform platform,
        PlatformMeeting meeting,
        CancellationToken cancellationToken
    ) => platform.DeleteRoomAsync(meeting, cancellationToken);
}

internal sealed class LogoUpload(
    IDbContextFactory<ReflectorDb> databases,
    VideoPlatformFactory platforms,
    ReflectorSettings settings,
    ILogger<LogoUpload> logger
) : PlatformTask(databases, platforms, logger)
{
    protected override async Task DoAsync(
        IVideoPlatform platform,
        PlatformMeeting meeting,
        CancellationToken cancellationToken
    )
    {
        if (settings.MeetingLogo is not { } path)
            return;
        await using var logo = File.OpenRead(path);
        await platform.UploadLogoAsync(meeting, logo, cancellationToken);
    }
}

/// <summary>Looks who is in a meeting, soon after its platform said that somebody came or went.</summary>
[DisallowConcurrentExecution]
internal sealed class PresencePoll(
    IDbContextFactory<ReflectorDb> databases,
    VideoPlatformFactory platforms,
    MeetingPresence presence,
    ILogger<PresencePoll> logger
) : PlatformTask(databases, platforms, logger)
{
    protected override Task DoAsync(
        IVideoPlatform platform,
        PlatformMeeting meeting,
        CancellationToken cancellationToken
    ) => presence.ReconcileAsync(meeting.MeetingId, cancellationToken);
}
