using Microsoft.EntityFrameworkCore;
using Quartz;
using Reflector.Server.Database;
using Reflector.Server.Recordings;
using Reflector.Storage;

namespace Reflector.Server.Deletions;

/// <summary>Finds objects in our own store whose transcript does not exist, such as a stage leaves that was killed at a bad moment.</summary>
internal sealed partial class OrphanSweep(
    IDbContextFactory<ReflectorDb> databases,
    IObjectStore store,
    Orphans orphans,
    TimeProvider clock,
    ILogger<OrphanSweep> logger
)
{
    private static readonly string[] Folders = ["transcripts/", "uploads/"];

    /// <summary>What is younger may belong to a transcript that is just being made.</summary>
    private static readonly TimeSpan Youth = TimeSpan.FromDays(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - Youth;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        foreach (var folder in Folders)
        {
            string? last = null;
            await foreach (var item in store.ListAsync(folder, cancellationToken))
            {
                var id = item.Key[folder.Length..].Split('/')[0];
                if (id == last || item.LastModified > before || !item.Key[folder.Length..].Contains('/'))
                    continue;
                last = id;
                if (await IsNeededAsync(db, folder + id + "/", id, cancellationToken))
                    continue;
                LogFound(folder, id);
                await orphans.RequestAsync(db, id, cancellationToken);
            }
        }
    }

    private static async Task<bool> IsNeededAsync(
        ReflectorDb db,
        string prefix,
        string id,
        CancellationToken cancellationToken
    ) =>
        await db.Transcripts.AnyAsync(transcript => transcript.Id == id, cancellationToken)
        || await db.Recordings.AnyAsync(
            recording => recording.Store == RecordingStore.Own && recording.ObjectKey.StartsWith(prefix),
            cancellationToken
        );

    [LoggerMessage(
        5041,
        LogLevel.Warning,
        "Below {Folder} lies something of {Transcript}, which does not exist; it is deleted"
    )]
    private partial void LogFound(string folder, string transcript);
}

[DisallowConcurrentExecution]
internal sealed class OrphanSweepJob(OrphanSweep sweep) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        new(sweep.RunAsync(cancellationToken));
}
