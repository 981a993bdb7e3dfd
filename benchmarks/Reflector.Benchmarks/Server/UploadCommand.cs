using System.CommandLine;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Reflector.Fakes.Speech;

namespace Reflector.Benchmarks.Server;

/// <summary>A large recording uploaded in chunks: how fast, and with how much memory of the server.</summary>
internal static class UploadCommand
{
    private const int ChunkSize = 50 << 20;

    public static Command Create()
    {
        var gigabytes = new Option<int>("--gibibytes")
        {
            Description = "Size of the recording",
            DefaultValueFactory = _ => 3,
        };
        var command = new Command("upload", "A large recording uploaded in chunks") { gigabytes };
        command.SetAction((result, cancellationToken) => RunAsync(result.GetValue(gigabytes), cancellationToken));
        return command;
    }

    private static async Task RunAsync(int gigabytes, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("reflector-benchmark-");
        try
        {
            await using var server = await ServerUnderTest.StartAsync(folder.FullName, cancellationToken);
            await using var services = new ServiceCollection().AddHttpClient().BuildServiceProvider();
            using var client = services.GetRequiredService<IHttpClientFactory>().CreateClient();
            client.BaseAddress = server.Address;
            client.Timeout = TimeSpan.FromHours(1);
            using var created = await client.PostAsJsonAsync(
                "/v1/transcripts",
                new { name = "large" },
                cancellationToken
            );
            var id = (await created.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("id");

            var size = (long)gigabytes << 30;
            var chunks = (int)((size + ChunkSize - 1) / ChunkSize);
            var before = server.ResidentMemory().Server;
            var most = before;
            var started = Stopwatch.GetTimestamp();
            for (var chunk = 0; chunk < chunks; chunk++)
            {
                using var form = new MultipartFormDataContent
                {
                    {
                        new Silence((int)Math.Min(ChunkSize, size - (long)chunk * ChunkSize), chunk == 0),
                        "chunk",
                        "a.wav"
                    },
                };
                var sending = client.PostAsync(
                    $"/v1/transcripts/{id}/record/upload?chunk_number={chunk}&total_chunks={chunks}",
                    form,
                    cancellationToken
                );
                while (await Task.WhenAny(sending, Task.Delay(200, cancellationToken)) != sending)
                    most = Math.Max(most, server.ResidentMemory().Server);
                (await sending).EnsureSuccessStatusCode();
            }
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            Console.WriteLine(
                $"{gigabytes} GiB in {seconds:0.0} s: {size / seconds / 1e6:0} MB/s, put together and checked"
            );
            Console.WriteLine($"resident memory of the server: {before >> 20} MiB before, {most >> 20} MiB at most");
            using var deleted = await client.DeleteAsync($"/v1/transcripts/{id}", cancellationToken);
            deleted.EnsureSuccessStatusCode();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Zeros, the first chunk with the header of a WAV that goes on until its end.</summary>
    private sealed class Silence(int size, bool isFirst) : HttpContent
    {
        private static readonly byte[] Block = new byte[1 << 20];

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var left = size;
            if (isFirst)
            {
                var header = WaveFile.Header(uint.MaxValue - 36);
                await stream.WriteAsync(header);
                left -= header.Length;
            }
            for (; left > 0; left -= Block.Length)
                await stream.WriteAsync(Block.AsMemory(0, Math.Min(left, Block.Length)));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = size;
            return true;
        }
    }
}
