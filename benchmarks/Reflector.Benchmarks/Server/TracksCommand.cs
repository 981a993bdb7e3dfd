using System.CommandLine;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Reflector.Fakes.Speech;
using Reflector.Media;
using Reflector.Server.Accounts;
using Reflector.Server.Configuration;
using Reflector.Server.Database;
using Reflector.Server.Hosting;
using Reflector.Server.Recordings;
using Reflector.Server.Transcripts;
using Reflector.Storage;

namespace Reflector.Benchmarks.Server;

/// <summary>A meeting with a track per person through all stages: how fast, and with how much memory.</summary>
internal static class TracksCommand
{
    private const int Tracks = 4;
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(500);

    public static Command Create()
    {
        var hours = new Option<double>("--hours")
        {
            Description = "Length of the meeting",
            DefaultValueFactory = _ => 1,
        };
        var command = new Command("tracks", "Four people who take turns, each on a track of their own") { hours };
        command.SetAction((result, cancellationToken) => RunAsync(result.GetValue(hours), cancellationToken));
        return command;
    }

    private static async Task RunAsync(double hours, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("reflector-benchmark-");
        try
        {
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(folder.FullName, folder.UnixFileMode | UnixFileMode.OtherExecute);
            var (files, speech, length) = await MakeAsync(folder.FullName, hours, cancellationToken);
            var settings = new ReflectorSettings
            {
                DataDir = Path.Combine(folder.FullName, "data"),
                LogLevel = LogLevel.Critical,
            };
            await using var server = await RunningServer.StartAsync(
                settings,
                ServerRoles.All,
                "http://127.0.0.1:0",
                cancellationToken
            );
            GC.Collect();
            var idle = Resident();
            var id = await PutAsync(server.Services, files, cancellationToken);
            await using var services = new ServiceCollection().AddHttpClient().BuildServiceProvider();
            using var client = services.GetRequiredService<IHttpClientFactory>().CreateClient();
            client.BaseAddress = new Uri(server.Addresses.First());
            var began = Stopwatch.GetTimestamp();
            using (var answer = await client.PostAsync($"/v1/transcripts/{id}/process", null, cancellationToken))
                answer.EnsureSuccessStatusCode();
            var (stages, peak) = await FollowAsync(client, id, cancellationToken);
            var took = Stopwatch.GetElapsedTime(began);
            RecordingCommand.Report(stages, length);
            Console.WriteLine(
                $"{Tracks} tracks × {length / 3600:0.00} h with {speech / 3600:0.00} h of speech in {took.TotalSeconds:0} s"
            );
            Console.WriteLine(
                $"= {speech / took.TotalSeconds:0.0} × real time of speech, {length * Tracks / took.TotalSeconds:0.0} × of the tracks"
            );
            Console.WriteLine(
                $"resident memory with recogniser and ffmpeg, without the database: {peak / 1048576} MiB at most, {idle / 1048576} MiB before"
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Made meetings again and again, each line on the next person's track; who does not speak has a faint room.</summary>
    private static async Task<(IReadOnlyList<string> Files, double Speech, double Length)> MakeAsync(
        string folder,
        double hours,
        CancellationToken cancellationToken
    )
    {
        var tracks = Enumerable.Range(0, Tracks).Select(_ => new List<float>()).ToList();
        var random = new Random(1);
        var spoken = 0;
        foreach (var (number, (voice, text)) in MeetingScripts.All.SelectMany(script => script.Lines).Index())
        {
            var samples = (await Flite.SpeakAsync(voice, text)).Samples;
            spoken += samples.Length;
            for (var track = 0; track < Tracks; track++)
            {
                tracks[track].AddRange(track == number % Tracks ? samples : Room(samples.Length));
                tracks[track].AddRange(Room(WaveFile.SampleRate / 2));
            }
        }
        var repeats = (int)Math.Ceiling(hours * 3600 * WaveFile.SampleRate / tracks[0].Count);
        var files = new List<string>();
        foreach (var (number, track) in tracks.Index())
        {
            var wave = Path.Combine(folder, $"{number}.wav");
            var bytes = WaveFile.Data([.. track]);
            await using (var stream = File.Create(wave))
            {
                await stream.WriteAsync(WaveFile.Header((long)bytes.Length * repeats), cancellationToken);
                for (var i = 0; i < repeats; i++)
                    await stream.WriteAsync(bytes, cancellationToken);
            }
            files.Add(await EncodeAsync(wave, cancellationToken));
            File.Delete(wave);
        }
        var seconds = (double)repeats / WaveFile.SampleRate;
        return (files, spoken * seconds, tracks[0].Count * seconds);

        IEnumerable<float> Room(int count) =>
            Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() - 0.5) * 0.0008f);
    }

    private static async Task<string> EncodeAsync(string wave, CancellationToken cancellationToken)
    {
        var file = Path.ChangeExtension(wave, ".webm");
        var ffmpeg = FfmpegLocation.Find(null, RuntimePieces.Locate().Ffmpeg).Ffmpeg;
        using var process = Process.Start(
            ffmpeg,
            ["-nostdin", "-v", "error", "-i", wave, "-c:a", "libopus", "-b:a", "32k", file]
        );
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? file : throw new InvalidOperationException("ffmpeg could not make a track.");
    }

    private static async Task<string> PutAsync(
        IServiceProvider services,
        IReadOnlyList<string> files,
        CancellationToken cancellationToken
    )
    {
        var id = Guid.CreateVersion7().ToString();
        var now = TimeProvider.System.GetUtcNow();
        var store = services.GetRequiredService<IObjectStore>();
        for (var track = 0; track < files.Count; track++)
            await store.PutFileAsync(Key(track), files[track], move: true, progress: null, cancellationToken);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ReflectorDb>();
        db.Recordings.Add(
            new Recording
            {
                Id = id,
                Kind = RecordingKind.Tracks,
                ObjectKey = $"tracks/{id}/",
                FileName = "meeting",
                SizeBytes = 1,
                RecordedAt = now,
                CreatedAt = now,
            }
        );
        await db.SaveChangesAsync(cancellationToken);
        for (var track = 0; track < files.Count; track++)
            db.RecordingTracks.Add(
                new RecordingTrack
                {
                    RecordingId = id,
                    Position = track,
                    ObjectKey = Key(track),
                    Kind = TrackKind.CamAudio,
                    OffsetSeconds = 0,
                    SizeBytes = 1,
                }
            );
        db.Transcripts.Add(
            new Transcript
            {
                Id = id,
                UserId = Caller.Local.UserId,
                Name = "Four people",
                SourceLanguage = "en",
                TargetLanguage = "en",
                SourceKind = SourceKind.Room,
                RecordingId = id,
                CreatedAt = now,
            }
        );
        await db.SaveChangesAsync(cancellationToken);
        return id;

        string Key(int track) => $"tracks/{id}/{track}";
    }

    private static async Task<(JsonElement Stages, long Peak)> FollowAsync(
        HttpClient client,
        string id,
        CancellationToken cancellationToken
    )
    {
        long peak = 0;
        while (true)
        {
            peak = Math.Max(peak, Resident());
            var status = await client.GetFromJsonAsync<JsonElement>(
                $"/v1/transcripts/{id}/pipeline",
                cancellationToken
            );
            if (status.GetProperty("state").GetString() != "running")
                return (status.GetProperty("stages"), peak);
            await Task.Delay(PollEvery, cancellationToken);
        }
    }

    private static long Resident() => ServerUnderTest.ResidentWithoutDatabase(Environment.ProcessId);
}
