using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts;
using Reflector.Server.Database;
using Reflector.Server.Deletions;
using Reflector.Server.Http;
using Reflector.Server.Transcripts;
using Reflector.Storage;

namespace Reflector.Server.Exports;

/// <summary>Writes transcripts into a ZIP, one after the other as it is sent: no more than one is in memory.</summary>
internal sealed class ArchiveExport(
    ReflectorDb db,
    IObjectStore store,
    TranscriptExport export,
    TimeProvider clock,
    ILogger<ArchiveExport> logger
)
{
    private const int MostTranscripts = 200;

    private static readonly IReadOnlyList<ExportFormat> UsualFormats =
    [
        ExportFormat.Docx,
        ExportFormat.Markdown,
        ExportFormat.WebVtt,
        ExportFormat.Json,
    ];

    public string FileName =>
        $"transcripts-{clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.zip";

    /// <summary>Refuses what cannot be sent while an error can still be answered.</summary>
    public async Task<ArchiveRequest> CheckAsync(
        ArchiveRequest request,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        if (request.Ids is not { Count: >= 1 and <= MostTranscripts })
            throw new ApiValidationException("value_error", ["ids"], $"Between 1 and {MostTranscripts} ids are needed");
        var ids = request.Ids.Distinct(StringComparer.Ordinal).ToList();
        if (ids.Exists(id => id?.Contains('\0', StringComparison.Ordinal) != false))
            throw new ApiValidationException("value_error", ["ids"], "An id should be a text without null characters");
        var readable = await db
            .Transcripts.ReadableBy(caller)
            .Where(transcript => ids.Contains(transcript.Id))
            .Select(transcript => transcript.Id)
            .ToListAsync(cancellationToken);
        foreach (var id in ids.Except(readable, StringComparer.Ordinal))
            await db.Transcripts.AsNoTracking().ReadableAsync(id, caller, cancellationToken);
        var formats = request.Formats is { Count: > 0 } chosen ? [.. chosen.Distinct()] : UsualFormats;
        return new(ids, formats, request.Audio);
    }

    public async Task WriteAsync(
        ArchiveRequest contents,
        Caller caller,
        Stream stream,
        CancellationToken cancellationToken
    )
    {
        await using var archive = await ZipArchive.CreateAsync(
            stream,
            ZipArchiveMode.Create,
            leaveOpen: true,
            entryNameEncoding: null,
            cancellationToken
        );
        var folders = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var missing = new List<string>();
        foreach (var id in contents.Ids)
        {
            try
            {
                var exported = await ExportedTranscript.ReadAsync(db, id, caller, cancellationToken);
                await AddAsync(archive, exported, contents, folders, missing, cancellationToken);
            }
            catch (ApiException exception)
            {
                // Deleted, or no longer shared, since the download began.
                missing.Add($"{id}: {exception.Message}");
            }
        }
        if (missing.Count > 0)
            await AddTextAsync(archive, "Not included.txt", string.Join('\n', missing) + "\n", cancellationToken);
    }

    private async Task AddAsync(
        ZipArchive archive,
        ExportedTranscript exported,
        ArchiveRequest contents,
        HashSet<string> folders,
        List<string> missing,
        CancellationToken cancellationToken
    )
    {
        var name = ExportFileName.Of(exported.Title);
        var folder = Unused(
            $"{exported.Transcript.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} {name}",
            folders
        );
        foreach (var format in contents.Formats!)
        {
            var entry = Entry(archive, exported, $"{folder}/{name}.{format.Extension()}", CompressionLevel.Optimal);
            await using var file = await entry.OpenAsync(cancellationToken);
            await export.WriteAsync(exported, format, ExportOptions.Everything, file, cancellationToken);
        }
        if (contents.Audio && !await AddAudioAsync(archive, exported, $"{folder}/{name}.mp3", cancellationToken))
            missing.Add($"{folder}: its audio is not kept, or may not be given away.");
    }

    /// <returns>Whether there is audio that may be given away.</returns>
    private async Task<bool> AddAudioAsync(
        ZipArchive archive,
        ExportedTranscript exported,
        string path,
        CancellationToken cancellationToken
    )
    {
        var transcript = exported.Transcript;
        if (transcript.AudioKey is not { } key || await db.IsAudioWithheldAsync(transcript, cancellationToken))
            return false;
        try
        {
            await using var audio = await store.GetAsync(key, cancellationToken: cancellationToken);
            // What is compressed already grows when it is compressed again.
            var entry = Entry(archive, exported, path, CompressionLevel.NoCompression);
            await using var file = await entry.OpenAsync(cancellationToken);
            await audio.Content.CopyToAsync(file, cancellationToken);
            return true;
        }
        catch (StorageException exception)
        {
            logger.LogWarning(exception, "Audio of transcript {Transcript} could not be read", transcript.Id);
            return false;
        }
    }

    private static ZipArchiveEntry Entry(
        ZipArchive archive,
        ExportedTranscript exported,
        string path,
        CompressionLevel level
    )
    {
        var entry = archive.CreateEntry(path, level);
        // Years that ZIP cannot tell are left at its beginning of time.
        if (exported.Transcript.CreatedAt.Year is >= 1980 and <= 2107)
            entry.LastWriteTime = exported.Transcript.CreatedAt;
        return entry;
    }

    private static async Task AddTextAsync(
        ZipArchive archive,
        string path,
        string text,
        CancellationToken cancellationToken
    )
    {
        await using var file = await archive.CreateEntry(path).OpenAsync(cancellationToken);
        await file.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
    }

    private static string Unused(string name, HashSet<string> used)
    {
        var unused = name;
        for (var number = 2; !used.Add(unused); number++)
            unused = $"{name} ({number})";
        return unused;
    }
}
