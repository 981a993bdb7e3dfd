using System.CommandLine;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Reflector.Benchmarks.Speech;
using Reflector.Fakes.Speech;

namespace Reflector.Benchmarks.Server;

/// <summary>A long recording through the whole product: upload, all stages, memory.</summary>
internal static class RecordingCommand
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(500);

    public static Command Create()
    {
        var hours = new Option<double>("--hours")
        {
            Description = "Length of the recording",
            DefaultValueFactory = _ => 3,
        };
        var command = new Command("recording", "A long recording through the server") { hours };
        command.SetAction((result, cancellationToken) => RunAsync(result.GetValue(hours), cancellationToken));
        return command;
    }

    private static async Task RunAsync(double hours, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("reflector-benchmark-");
        try
        {
            var file = Path.Combine(folder.FullName, "recording.wav");
            var seconds = await MakeAsync(file, hours, cancellationToken);
            await using var server = await ServerUnderTest.StartAsync(folder.FullName, cancellationToken);
            await using var services = new ServiceCollection().AddHttpClient().BuildServiceProvider();
            using var client = services.GetRequiredService<IHttpClientFactory>().CreateClient();
            client.BaseAddress = server.Address;
            client.Timeout = TimeSpan.FromHours(1);
            var id = await UploadAsync(client, file, cancellationToken);
            var (stages, serverPeak, allPeak) = await FollowAsync(client, server, id, cancellationToken);
            Report(stages, seconds);
            Console.WriteLine(
                $"resident memory at most: server {serverPeak / 1048576} MiB, with recogniser and ffmpeg {allPeak / 1048576} MiB"
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Made meetings again and again, as a 16-bit WAV.</summary>
    private static async Task<double> MakeAsync(string file, double hours, CancellationToken cancellationToken)
    {
        var speech = (await KnownRecordings.MeetingsAsync().ToListAsync(cancellationToken))
            .SelectMany(recording => recording.Samples)
            .ToArray();
        var bytes = WaveFile.Data(speech);
        var repeats = (int)Math.Ceiling(hours * 3600 * WaveFile.SampleRate / speech.Length);
        await using var stream = File.Create(file);
        await stream.WriteAsync(WaveFile.Header((long)bytes.Length * repeats), cancellationToken);
        for (var i = 0; i < repeats; i++)
            await stream.WriteAsync(bytes, cancellationToken);
        return (double)speech.Length * repeats / WaveFile.SampleRate;
    }

    private static async Task<string> UploadAsync(HttpClient client, string file, CancellationToken cancellationToken)
    {
        using var created = await client.PostAsJsonAsync(
            "/v1/transcripts",
            new { name = "long", source_kind = "file" },
            cancellationToken
        );
        var id = (await created.Content.ReadFromJsonAsync<JsonElement>(cancellationToken))
            .GetProperty("id")
            .GetString()!;
        using var content = new MultipartFormDataContent
        {
            { new StreamContent(File.OpenRead(file)), "chunk", "recording.wav" },
        };
        using var uploaded = await client.PostAsync(
            $"/v1/transcripts/{id}/record/upload?chunk_number=0&total_chunks=1",
            content,
            cancellationToken
        );
        uploaded.EnsureSuccessStatusCode();
        return id;
    }

    private static async Task<(JsonElement Stages, long ServerPeak, long AllPeak)> FollowAsync(
        HttpClient client,
        ServerUnderTest server,
        string id,
        CancellationToken cancellationToken
    )
    {
        long serverPeak = 0,
            allPeak = 0;
        while (true)
        {
            var (own, all) = server.ResidentMemory();
            serverPeak = Math.Max(serverPeak, own);
            allPeak = Math.Max(allPeak, all);
            var status = await client.GetFromJsonAsync<JsonElement>(
                $"/v1/transcripts/{id}/pipeline",
                cancellationToken
            );
            if (status.GetProperty("state").GetString() != "running")
                return (status.GetProperty("stages"), serverPeak, allPeak);
            await Task.Delay(PollEvery, cancellationToken);
        }
    }

    public static void Report(JsonElement stages, double seconds)
    {
        foreach (var stage in stages.EnumerateArray())
        {
            var took =
                stage.GetProperty("finished_at").GetDateTimeOffset()
                - stage.GetProperty("started_at").GetDateTimeOffset();
            Console.WriteLine(
                $"{stage.GetProperty("name").GetString(), -16} {stage.GetProperty("state").GetString(), -8} {took.TotalSeconds, 8:0.0} s"
            );
            if (stage.GetProperty("name").GetString() is "transcribe" or "transcribe_tracks")
                Console.WriteLine(
                    $"{"", 16} = {seconds / took.TotalSeconds:0.0} × real time over {seconds / 3600:0.00} h"
                );
        }
    }
}
