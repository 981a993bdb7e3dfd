using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Reflector.Fakes.Speech;
using Reflector.Server.Recordings;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Pipelines.Tracks;

/// <param name="Content">Null for an object that is not there.</param>
/// <param name="Offset">Seconds.</param>
/// <param name="Session">The platform's id of the stay.</param>
internal sealed record MadeTrack(
    byte[]? Content,
    double Offset = 0,
    string? Session = null,
    string? Name = null,
    TrackKind Kind = TrackKind.CamAudio
);

/// <summary>Recordings with a track per person, as the way in from a platform leaves them.</summary>
internal static class RecordedTracks
{
    /// <summary>As a browser's microphone is recorded: Opus in WebM, and no packets while muted.</summary>
    public static async Task<byte[]> WebmAsync(
        this MadeRecordings recordings,
        float[] samples,
        IEnumerable<(double From, double To)>? muted = null
    )
    {
        var wave = Path.GetTempFileName();
        try
        {
            WaveFile.Write(wave, samples);
            var spans = (muted ?? [])
                .Select(span => string.Create(CultureInfo.InvariantCulture, $"not(between(t,{span.From},{span.To}))"))
                .ToList();
            return await recordings.MakeAsync(
                ".webm",
                "-i",
                wave,
                // Frames as short as packets: a muted span is cut out exactly.
                "-af",
                "aresample=48000,asetnsamples=960" + (spans.Count > 0 ? $",aselect='{string.Join('*', spans)}'" : ""),
                "-c:a",
                "libopus",
                "-b:a",
                "48k",
                "-f",
                "webm"
            );
        }
        finally
        {
            File.Delete(wave);
        }
    }

    /// <summary>A voice of tones.</summary>
    public static Task<byte[]> TonesAsync(
        this MadeRecordings recordings,
        double seconds,
        params IEnumerable<SpokenWord> words
    ) => recordings.WebmAsync(ToneSpeech.Say(seconds, words));

    /// <returns>The transcript that is to be made of them.</returns>
    public static async Task<string> WriteTracksAsync(
        this TestServer server,
        IReadOnlyList<MadeTrack> tracks,
        string? meetingId = null,
        string? platform = null,
        string? platformRecordingId = null
    )
    {
        var id = Guid.CreateVersion7().ToString();
        for (var position = 0; position < tracks.Count; position++)
        {
            if (tracks[position].Content is { } content)
                await server.PutTrackAsync(id, position, content);
        }
        await server.QueryAsync(async db =>
        {
            var now = TimeProvider.System.GetUtcNow();
            db.Recordings.Add(
                new Recording
                {
                    Id = id,
                    Kind = RecordingKind.Tracks,
                    ObjectKey = $"tracks/{id}/",
                    FileName = "meeting",
                    SizeBytes = tracks.Sum(track => track.Content?.Length ?? 0),
                    MeetingId = meetingId,
                    Platform = platform,
                    PlatformRecordingId = platformRecordingId,
                    RecordedAt = now,
                    CreatedAt = now,
                }
            );
            await db.SaveChangesAsync();
            db.RecordingTracks.AddRange(
                tracks.Select(
                    (track, position) =>
                        new RecordingTrack
                        {
                            RecordingId = id,
                            Position = position,
                            ObjectKey = Key(id, position),
                            Kind = track.Kind,
                            ParticipantId = track.Session,
                            ParticipantName = track.Name,
                            OffsetSeconds = track.Offset,
                            SizeBytes = track.Content?.Length ?? 0,
                        }
                )
            );
            db.Transcripts.Add(
                new Transcript
                {
                    Id = id,
                    UserId = "local",
                    Name = "A meeting",
                    SourceLanguage = "en",
                    TargetLanguage = "en",
                    SourceKind = SourceKind.Room,
                    RecordingId = id,
                    CreatedAt = now,
                }
            );
            return await db.SaveChangesAsync();
        });
        return id;
    }

    public static async Task PutTrackAsync(this TestServer server, string id, int position, byte[] content)
    {
        using var stream = new MemoryStream(content);
        await server.Store.PutAsync(Key(id, position), stream);
    }

    public static Task RemoveTrackAsync(this TestServer server, string id, int position) =>
        server.Store.DeleteAsync(Key(id, position));

    /// <summary>Processes to the end, whatever it is.</summary>
    /// <returns>The answer of <c>/pipeline</c>.</returns>
    public static async Task<JsonNode> ProcessAsync(this TestServer server, string id)
    {
        var after = await server.QueryAsync(db =>
            db.Database.SqlQuery<long>($"""SELECT coalesce(max(seq), 0) AS "Value" FROM event""").SingleAsync()
        );
        using (var process = await server.Client.PostAsync($"/v1/transcripts/{id}/process", null))
            await process.OkAsync();
        return await server.RunEndedAsync(id, after);
    }

    public static string Key(string id, int position) => $"tracks/{id}/{position}";
}
