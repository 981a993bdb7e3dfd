using System.Diagnostics;
using System.Net;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Uploads;

public sealed class LargeUploadTests(PostgresFixture postgres)
{
    private const long Size = 1L << 30;
    private const int ChunkSize = 64 << 20;

    /// <summary>The tests' process is the server's: what the sender holds counts too, so it holds one block.</summary>
    [Fact]
    public async Task A_gigabyte_in_chunks_takes_no_memory()
    {
        // Nine hours of silence: the processing refuses them, and nothing has to be recognised.
        await using var server = await TestServer.StartAsync(postgres, new() { ["MEDIA_MAX_HOURS"] = "1" });
        var id = await server.CreateTranscriptAsync();
        var chunks = (int)(Size / ChunkSize);
        var before = Used();
        var most = 0L;

        for (var chunk = 0; chunk < chunks; chunk++)
        {
            using var content = new ZeroWave(ChunkSize, withHeader: chunk == 0);
            using var answer = await server.UploadAsync(id, content, chunk: chunk, chunks: chunks);
            await answer.OkAsync();
            most = Math.Max(most, Used());
        }

        (most - before).ShouldBeLessThan(200L << 20);
        var pipeline = await server.RunEndedAsync(id);
        ((string)pipeline.Stage("probe")["error"]!).ShouldContain("longer than the 1 hours");
        (await server.StoredKeysAsync("")).ShouldBe([$"transcripts/{id}/source.wav"]);
    }

    private static long Used()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    /// <summary>Silence of a given size, the first chunk with the header of a WAV.</summary>
    private sealed class ZeroWave(int size, bool withHeader) : HttpContent
    {
        private static readonly byte[] Block = new byte[1 << 20];
        private static readonly byte[] Header = MadeRecordings.Wave([])[..44];

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var left = size;
            if (withHeader)
            {
                var header = Header.ToArray();
                // Sizes of 4 GiB stand for "until the end of the file".
                header.AsSpan(4, 4).Fill(0xFF);
                header.AsSpan(40, 4).Fill(0xFF);
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
