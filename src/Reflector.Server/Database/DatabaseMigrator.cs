using Microsoft.EntityFrameworkCore;

namespace Reflector.Server.Database;

/// <summary>The database cannot be used as it is; the message is a sentence for the administrator.</summary>
internal sealed class DatabaseException(string message, Exception? innerException = null)
    : Exception(message, innerException);

/// <summary>Brings the schema up to date. Processes that start at once wait for each other.</summary>
internal sealed class DatabaseMigrator(IDbContextFactory<ReflectorDb> databases, ILogger<DatabaseMigrator> logger)
{
    private const long AdvisoryLock = 0x5265666C6563746F;

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            // The lock belongs to the session: the connection stays open until the migrations are done.
            await db.Database.OpenConnectionAsync(cancellationToken);
            // Migrating a large database takes its time, and so does waiting for another process that does it.
            db.Database.SetCommandTimeout(TimeSpan.FromHours(6));
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({AdvisoryLock})", cancellationToken);
            await ApplyAsync(db, cancellationToken);
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({AdvisoryLock})", cancellationToken);
        }
        catch (Exception exception) when (DatabaseFailure.Of(exception) is { } failure)
        {
            throw new DatabaseException($"The database cannot be used: {failure.Message}", exception);
        }
    }

    private async Task ApplyAsync(ReflectorDb db, CancellationToken cancellationToken)
    {
        var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var applied = await db.Database.GetAppliedMigrationsAsync(cancellationToken);
        if (applied.Where(id => !known.Contains(id)).ToList() is { Count: > 0 } newer)
            throw new DatabaseException(
                $"The database was made by a newer Reflector (it has {string.Join(", ", newer)}): start that version, or restore a backup from before."
            );
        if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            await db.Database.MigrateAsync(cancellationToken);
            logger.LogInformation("The database schema is up to date");
        }
    }
}
