using Microsoft.EntityFrameworkCore;
using Reflector.Server.Configuration;
using Reflector.Server.Database;
using Reflector.Server.Hosting;
using Reflector.Server.Pipelines;

namespace Reflector.Server.Deletions;

/// <summary>
/// Clears this machine's working files away that a killed stage left and no stage will take up again. (What a store had on
/// its way is cleared by the store itself, at its next start.)
/// </summary>
internal sealed partial class LocalLeftovers(
    IDbContextFactory<ReflectorDb> databases,
    ReflectorSettings settings,
    TimeProvider clock,
    IHostApplicationLifetime lifetime,
    ILogger<LocalLeftovers> logger
) : BackgroundService
{
    private const int IdLength = 36;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestUse = TimeSpan.FromDays(1);

    public async Task ClearAsync(CancellationToken cancellationToken)
    {
        var folder = new DirectoryInfo(Path.Combine(settings.DataPath, "tmp"));
        if (!folder.Exists)
            return;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        foreach (var entry in folder.GetFileSystemInfos())
        {
            if (await IsInUseAsync(db, entry, cancellationToken))
                continue;
            if (entry is DirectoryInfo directory && directory.LinkTarget is null)
                directory.Delete(recursive: true);
            else
                entry.Delete();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            await lifetime.StartedAsync(stoppingToken);
            do
            {
                await TryClearAsync(stoppingToken);
            } while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server ends.
        }
    }

    private async Task TryClearAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ClearAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception);
        }
    }

    /// <summary>Working files begin with the id of the run that they are made in.</summary>
    private async Task<bool> IsInUseAsync(ReflectorDb db, FileSystemInfo entry, CancellationToken cancellationToken)
    {
        if (entry.Name.Length < IdLength || !Guid.TryParse(entry.Name[..IdLength], out var run))
            return entry.LastWriteTimeUtc > clock.GetUtcNow().UtcDateTime - LongestUse;
        var id = run.ToString();
        return await db.PipelineRuns.AnyAsync(row => row.Id == id && row.State == RunState.Running, cancellationToken);
    }

    [LoggerMessage(5051, LogLevel.Warning, "Working files that nobody needs could not be cleared away")]
    private partial void LogFailed(Exception exception);
}
