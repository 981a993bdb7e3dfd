using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Quartz;
using Reflector.Media;
using Reflector.Server.Configuration;
using Reflector.Server.Database;
using Reflector.Server.Http;
using Reflector.Server.Recordings.Intake;
using Reflector.Storage;

namespace Reflector.Server.Recordings.Download;

/// <param name="Id">Of the transcript that is made of it; asked for twice under one id, it comes in once.</param>
/// <param name="RoomId">Whose owner owns the transcript.</param>
internal sealed record DownloadRequest(string Id, Uri Address, string RoomId, DateTimeOffset RecordedAt);

/// <summary>Takes in recordings that come by their address.</summary>
internal sealed class RecordingDownloads(
    FileDownload download,
    FfmpegMedia media,
    IObjectStore store,
    RecordingIntake intake,
    IDbContextFactory<ReflectorDb> databases,
    IScheduler scheduler,
    ReflectorSettings settings
)
{
    /// <summary>Of <see cref="PlatformRecording.Platform"/>, for what no platform made.</summary>
    public const string ByAddress = "url";

    /// <summary>Later and again until it is here, or hopeless.</summary>
    public Task ScheduleAsync(DownloadRequest request, CancellationToken cancellationToken) =>
        DownloadJob.ScheduleAsync(scheduler, request, cancellationToken);

    /// <summary>Now, as far as it goes.</summary>
    /// <exception cref="DownloadException">It was not fetched.</exception>
    /// <exception cref="MediaException">It is no recording with sound.</exception>
    public async Task FetchAsync(DownloadRequest request, CancellationToken cancellationToken)
    {
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            var isHere = await db.KnownRecordings.AnyAsync(
                known => known.Platform == ByAddress && known.PlatformRecordingId == request.Id,
                cancellationToken
            );
            if (isHere)
                return;
            if (!await db.Rooms.AnyAsync(room => room.Id == request.RoomId, cancellationToken))
                throw new DownloadException("The room that the recording is for is gone.", isTemporary: false);
        }
        var folder = Directory.CreateDirectory(Path.Combine(settings.DataPath, "downloads"));
        var path = Path.Combine(folder.FullName, request.Id);
        try
        {
            await download.FetchAsync(request.Address, path, cancellationToken);
            (await media.ProbeAsync(path, cancellationToken)).RequireAudio();
            await TakeInAsync(request, path, cancellationToken);
            Discard(path);
        }
        catch (Exception exception)
            when (exception is DownloadException { IsTemporary: false } or MediaException { IsFileAtFault: true })
        {
            Discard(path);
            throw;
        }
    }

    private async Task TakeInAsync(DownloadRequest request, string path, CancellationToken cancellationToken)
    {
        var name = RecordingName.Clean(Uri.UnescapeDataString(request.Address.Segments[^1]));
        var key = ObjectKeys.Source(request.Id, name);
        var stored = await store.PutFileAsync(key, path, move: false, progress: null, cancellationToken);
        await intake.TakeInAsync(
            new(
                ByAddress,
                request.Id,
                RecordingStore.Own,
                RecordingKind.File,
                key,
                name,
                RoomName: null,
                request.RecordedAt
            )
            {
                RoomId = request.RoomId,
            },
            new Dictionary<string, long>(StringComparer.Ordinal) { [key] = stored.Size },
            cancellationToken
        );
    }

    private static void Discard(string path)
    {
        File.Delete(path);
        File.Delete(FileDownload.ValidatorPath(path));
    }
}

/// <summary>One download, for as long as the service keeps it and something can change.</summary>
[RetryPolicy(MaxRetries, "00:00:05", 2.0, MaxDelay = "00:30:00", Jitter = 0.2)]
internal sealed partial class DownloadJob(RecordingDownloads downloads, ILogger<DownloadJob> logger) : IJob
{
    private const int MaxRetries = 20;
    private const string RequestKey = "request";

    public static async Task ScheduleAsync(
        IScheduler scheduler,
        DownloadRequest request,
        CancellationToken cancellationToken
    )
    {
        var job = JobBuilder
            .Create<DownloadJob>()
            .WithIdentity(request.Id, "downloads")
            .UsingJobData(RequestKey, JsonSerializer.Serialize(request, ApiJson.Options))
            .RequestRecovery()
            .Build();
        var trigger = TriggerBuilder.Create().WithIdentity(request.Id, "downloads").ForJob(job).StartNow().Build();
        await scheduler.ScheduleJob(job, [trigger], ScheduleJobOptions.Replacing, cancellationToken);
    }

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var request = JsonSerializer.Deserialize<DownloadRequest>(
            context.MergedJobDataMap.GetString(RequestKey)!,
            ApiJson.Options
        )!;
        try
        {
            await downloads.FetchAsync(request, cancellationToken);
        }
        catch (Exception exception) when (exception is DownloadException or MediaException)
        {
            LogFailed(request.Id, context.RetryAttempt + 1, exception.Message);
            var isHopeless =
                exception is DownloadException { IsTemporary: false } or MediaException { IsFileAtFault: true };
            if (!isHopeless && context.RetryAttempt < MaxRetries)
                throw;
        }
    }

    [LoggerMessage(3441, LogLevel.Warning, "Download {Download} failed, attempt {Attempt}: {Reason}")]
    private partial void LogFailed(string download, int attempt, string reason);
}
