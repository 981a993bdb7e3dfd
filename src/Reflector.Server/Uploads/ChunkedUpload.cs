using Microsoft.EntityFrameworkCore;
using Npgsql;
using Quartz;
using Reflector.Media;
using Reflector.Server.Accounts;
using Reflector.Server.Configuration;
using Reflector.Server.Database;
using Reflector.Server.Events;
using Reflector.Server.Http;
using Reflector.Server.Jobs;
using Reflector.Server.Pipelines;
using Reflector.Server.Recordings;
using Reflector.Server.Transcripts;
using Reflector.Storage;

namespace Reflector.Server.Uploads;

internal sealed record Chunk(string TranscriptId, string FileName, int Number, int Total, Stream Content);

/// <summary>
/// Takes a recording in chunks, in any order, each as often as it is sent; when all are there, the recording is put
/// together and its processing begins.
/// </summary>
internal sealed class ChunkedUpload(
    ReflectorDb db,
    IObjectStore store,
    FfmpegMedia media,
    PipelineStarter starter,
    IScheduler scheduler,
    EventLog events,
    ReflectorSettings settings,
    TimeProvider clock
)
{
    public async Task PutAsync(Chunk chunk, Caller caller, CancellationToken cancellationToken)
    {
        var upload = await OpenAsync(chunk, caller, cancellationToken);
        var size = await StoreAsync(chunk, cancellationToken);
        if (!await CountAsync(chunk, size, cancellationToken))
            return;
        var received = await ReceivedAsync(chunk.TranscriptId, cancellationToken);
        if (received.Count == upload.TotalChunks)
            await CompleteAsync(upload, cancellationToken);
        else if (chunk.Number == upload.TotalChunks - 1)
            throw ApiException.BadRequest(
                $"Missing chunks: {Enumerate(Enumerable.Range(0, upload.TotalChunks).Except(received.Select(row => row.Number)))}. Send them and the upload completes by itself."
            );
    }

    public async Task<UploadProgress> ProgressAsync(
        string transcriptId,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await db.Transcripts.AsNoTracking().WritableAsync(transcriptId, caller, cancellationToken);
        var upload = await db
            .Uploads.AsNoTracking()
            .FirstOrDefaultAsync(upload => upload.TranscriptId == transcriptId, cancellationToken);
        var chunks = await ReceivedAsync(transcriptId, cancellationToken);
        return new(
            upload?.TotalChunks,
            [.. chunks.Select(chunk => chunk.Number)],
            chunks.Sum(chunk => chunk.SizeBytes)
        );
    }

    public async Task CancelAsync(string transcriptId, Caller caller, CancellationToken cancellationToken)
    {
        await db.Transcripts.AsNoTracking().WritableAsync(transcriptId, caller, cancellationToken);
        await db.Uploads.Where(upload => upload.TranscriptId == transcriptId).ExecuteDeleteAsync(cancellationToken);
        await store.DeletePrefixAsync(ObjectKeys.UploadPrefix(transcriptId), cancellationToken);
    }

    private async Task<Upload> OpenAsync(Chunk chunk, Caller caller, CancellationToken cancellationToken)
    {
        var transcript = await db
            .Transcripts.AsNoTracking()
            .WritableAsync(chunk.TranscriptId, caller, cancellationToken);
        if (transcript.Locked)
            throw ApiException.BadRequest("Transcript is locked");
        if (transcript.RecordingId is not null)
            throw ApiException.BadRequest(
                "There is already a recording for this transcript: create a new transcript for another one"
            );
        CheckMayBeHeard(transcript);
        var now = clock.GetUtcNow();
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO upload (transcript_id, file_name, total_chunks, updated_at)
            VALUES ({chunk.TranscriptId}, {RecordingName.Clean(chunk.FileName)}, {chunk.Total}, {now})
            ON CONFLICT (transcript_id) DO UPDATE SET updated_at = excluded.updated_at
            """,
            cancellationToken
        );
        var upload = await db
            .Uploads.AsNoTracking()
            .FirstAsync(upload => upload.TranscriptId == chunk.TranscriptId, cancellationToken);
        return upload.TotalChunks == chunk.Total
            ? upload
            : throw ApiException.BadRequest(
                $"There is already an upload in progress, in {upload.TotalChunks} chunks: continue it, or give it up first"
            );
    }

    /// <summary>Whoever had its audio deleted does not find some there again.</summary>
    private static void CheckMayBeHeard(Transcript transcript)
    {
        if (transcript.AudioDeletionRequestedAt is not null)
            throw ApiException.BadRequest(
                "The audio of this transcript was deleted: create a new transcript for another recording"
            );
    }

    private async Task<long> StoreAsync(Chunk chunk, CancellationToken cancellationToken)
    {
        var others = (await ReceivedAsync(chunk.TranscriptId, cancellationToken))
            .Where(row => row.Number != chunk.Number)
            .Sum(row => row.SizeBytes);
        try
        {
            var content = new LimitedStream(chunk.Content, settings.UploadMaxBytes - others);
            var stored = await store.PutAsync(
                ObjectKeys.Chunk(chunk.TranscriptId, chunk.Number),
                content,
                null,
                cancellationToken
            );
            return stored.Size;
        }
        catch (LimitExceededException)
        {
            throw new ApiException(
                StatusCodes.Status413PayloadTooLarge,
                $"The recording is larger than the {settings.UploadMaxBytes / 1_000_000.0:0.###} MB that may be uploaded here"
            );
        }
    }

    /// <returns>False when the upload was completed while the chunk came, by another request with the same chunk.</returns>
    /// <exception cref="ApiException">The upload was given up while the chunk came; nothing of it is kept.</exception>
    private async Task<bool> CountAsync(Chunk chunk, long size, CancellationToken cancellationToken)
    {
        try
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO upload_chunk (transcript_id, number, size_bytes) VALUES ({chunk.TranscriptId}, {chunk.Number}, {size})
                ON CONFLICT (transcript_id, number) DO UPDATE SET size_bytes = excluded.size_bytes
                """,
                cancellationToken
            );
            return true;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            await store.DeleteAsync(ObjectKeys.Chunk(chunk.TranscriptId, chunk.Number), CancellationToken.None);
            var isMade = await db.Transcripts.AnyAsync(
                transcript => transcript.Id == chunk.TranscriptId && transcript.RecordingId != null,
                cancellationToken
            );
            return isMade ? false : throw ApiException.BadRequest("This upload was given up: begin it again");
        }
    }

    private async Task CompleteAsync(Upload upload, CancellationToken cancellationToken)
    {
        var id = upload.TranscriptId;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        using var jobs = scheduler.Enlist(transaction);
        // Two last chunks at once: the second waits, however long the first copies, and finds the recording made.
        db.Database.SetCommandTimeout(TimeSpan.Zero);
        await db.Database.ExecuteSqlAsync(
            $"SELECT pg_advisory_xact_lock(hashtextextended('upload:' || {id}, 0))",
            cancellationToken
        );
        var transcript = await db.Transcripts.FirstAsync(transcript => transcript.Id == id, cancellationToken);
        if (transcript.RecordingId is not null)
            return;
        CheckMayBeHeard(transcript);
        var key = ObjectKeys.Source(id, upload.FileName);
        var chunks = Enumerable.Range(0, upload.TotalChunks).Select(number => ObjectKeys.Chunk(id, number));
        await using (var content = new ConcatenatedStream(store, chunks))
        {
            var stored = await store.PutAsync(key, content, null, cancellationToken);
            await CheckAudioAsync(upload, key, cancellationToken);
            var recording = new Recording
            {
                Id = Guid.CreateVersion7().ToString(),
                ObjectKey = key,
                FileName = upload.FileName,
                SizeBytes = stored.Size,
                Sha256 = stored.Sha256,
                RecordedAt = clock.GetUtcNow(),
                CreatedAt = clock.GetUtcNow(),
            };
            db.Recordings.Add(recording);
            transcript.RecordingId = recording.Id;
            transcript.SourceKind = SourceKind.File;
        }
        await db.SaveChangesAsync(cancellationToken);
        await db.SetStatusAsync(events, id, TranscriptStatus.Uploaded, cancellationToken);
        await starter.StartAsync(db, transcript, cancellationToken);
        await db.Uploads.Where(row => row.TranscriptId == id).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await store.DeletePrefixAsync(ObjectKeys.UploadPrefix(id), cancellationToken);
    }

    /// <summary>Refuses at once what can never become a transcript, and leaves nothing of it behind.</summary>
    private async Task CheckAudioAsync(Upload upload, string key, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = await store.OpenLocalAsync(key, cancellationToken);
            (await media.ProbeAsync(file.Path, cancellationToken)).RequireAudio();
        }
        catch (MediaException exception) when (!exception.IsFileAtFault)
        {
            // The pipeline looks again, and tries more than once.
        }
        catch (MediaException exception)
        {
            await store.DeleteAsync(key, cancellationToken);
            await db.Database.RollbackTransactionAsync(cancellationToken);
            await db
                .Uploads.Where(row => row.TranscriptId == upload.TranscriptId)
                .ExecuteDeleteAsync(cancellationToken);
            await store.DeletePrefixAsync(ObjectKeys.UploadPrefix(upload.TranscriptId), cancellationToken);
            throw ApiException.BadRequest(exception.Message);
        }
    }

    private Task<List<UploadChunk>> ReceivedAsync(string transcriptId, CancellationToken cancellationToken) =>
        db
            .UploadChunks.AsNoTracking()
            .Where(chunk => chunk.TranscriptId == transcriptId)
            .OrderBy(chunk => chunk.Number)
            .ToListAsync(cancellationToken);

    private static string Enumerate(IEnumerable<int> missing)
    {
        var numbers = missing.ToList();
        return string.Join(", ", numbers.Take(10)) + (numbers.Count > 10 ? $" and {numbers.Count - 10} more" : "");
    }
}
