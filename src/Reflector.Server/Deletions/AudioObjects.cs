using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Database;
using Reflector.Server.Recordings;

namespace Reflector.Server.Deletions;

/// <summary>Finds every object that holds audio of something.</summary>
internal static partial class AudioObjects
{
    /// <summary>What we made or were sent for a transcript: source, MP3, mixes, and chunks of an upload.</summary>
    public static IEnumerable<DoomedObject> OfTranscript(string transcriptId) =>
        [
            DoomedObject.OwnFolder(ObjectKeys.TranscriptPrefix(transcriptId)),
            DoomedObject.OwnFolder(ObjectKeys.UploadPrefix(transcriptId)),
        ];

    /// <summary>What was recorded, in whichever store it lies, and its entry in its platform's own list.</summary>
    public static async Task<IReadOnlyList<DoomedObject>> OfRecordingAsync(
        ReflectorDb db,
        Recording recording,
        CancellationToken cancellationToken
    )
    {
        var objects = new List<DoomedObject>();
        var store = DoomedObject.StoreOf(recording.Store);
        if (recording.Kind is RecordingKind.Tracks)
            objects.AddRange(await OfTracksAsync(db, recording, store, cancellationToken));
        else
            objects.Add(new(store, recording.ObjectKey));
        if (recording is { Platform: DeletionTargets.Daily, PlatformRecordingId: { } id })
            objects.Add(new(DeletionStore.DailyApi, id));
        return objects;
    }

    /// <summary>
    /// Every known track, and what else belongs to the recording though nobody told us of it. Daily puts all recordings of
    /// a room into one folder, each with the time of its start before its tracks' names: one must not take the others along.
    /// </summary>
    private static async Task<IEnumerable<DoomedObject>> OfTracksAsync(
        ReflectorDb db,
        Recording recording,
        DeletionStore store,
        CancellationToken cancellationToken
    )
    {
        var tracks = await db
            .RecordingTracks.AsNoTracking()
            .Where(track => track.RecordingId == recording.Id)
            .Select(track => track.ObjectKey)
            .ToListAsync(cancellationToken);
        var prefixes = tracks
            .Select(key => Start().Match(key))
            .Where(match => match.Success)
            .Select(match => match.Groups["start"].Value);
        var own = prefixes.Distinct(StringComparer.Ordinal).ToList();
        if (own.Count == 0 && await IsAloneAsync(db, recording, cancellationToken))
            own.Add(recording.ObjectKey);
        return own.Select(prefix => new DoomedObject(store, prefix, IsPrefix: true))
            .Concat(
                tracks
                    .Where(key => !own.Exists(prefix => key.StartsWith(prefix, StringComparison.Ordinal)))
                    .Select(key => new DoomedObject(store, key))
            );
    }

    private static async Task<bool> IsAloneAsync(
        ReflectorDb db,
        Recording recording,
        CancellationToken cancellationToken
    ) =>
        recording.ObjectKey.EndsWith('/')
        && recording.ObjectKey.Trim('/').Length > 0
        && !await db.Recordings.AnyAsync(
            other =>
                other.Id != recording.Id
                && other.Store == recording.Store
                && other.DeletionRequestedAt == null
                && other.ObjectKey.StartsWith(recording.ObjectKey),
            cancellationToken
        );

    /// <summary>Folder and start of the recording in milliseconds.</summary>
    [GeneratedRegex(
        "^(?<start>([^/]+/)+[0-9]{12,}-)[^/]*$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Start();
}
