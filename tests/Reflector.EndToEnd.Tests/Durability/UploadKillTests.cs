using System.Net;
using Reflector.Fakes;

namespace Reflector.EndToEnd.Tests.Durability;

public sealed class UploadKillTests(MadeSpeech speech, Undisturbed undisturbed)
{
    [Fact]
    public async Task An_upload_goes_on_behind_the_last_whole_chunk_after_the_server_was_killed()
    {
        await using var recognition = await OpenAiTranscriptionServer.StartAsync();
        var settings = Undisturbed.Settings(recognition);
        await using var data = new DataFolder();
        var file = speech.Tones[1];
        var bytes = await File.ReadAllBytesAsync(file);
        var half = bytes.Length / 2;
        string id;
        await using (var server = await ServerProcess.StartAsync(data, settings: settings))
        {
            id = await server.Client.CreateAsync("interrupted");
            await server.Client.SendChunkAsync(id, "meeting.wav", 0, 2, new ByteArrayContent(bytes[..half]));
            using var stuck = new StuckContent(bytes[half..]);
            var sending = server.Client.SendChunkAsync(id, "meeting.wav", 1, 2, stuck);
            await stuck.HalfSent;
            await Eventually.TrueAsync(
                () => data.Leftovers().Any(left => left.Contains("/incoming/", StringComparison.Ordinal)),
                TimeSpan.FromSeconds(20),
                "the chunk is being written"
            );
            await server.KillAsync();
            stuck.Release();
            await Should.ThrowAsync<HttpRequestException>(sending);
        }

        await using var again = await ServerProcess.StartAsync(data, settings: settings);
        var progress = await again.Client.GetAsync($"/v1/transcripts/{id}/record/upload");
        progress.GetProperty("total_chunks").GetInt32().ShouldBe(2);
        progress.GetProperty("received_chunks").EnumerateArray().Select(chunk => chunk.GetInt32()).ShouldBe([0]);
        progress.GetProperty("received_bytes").GetInt64().ShouldBe(half);

        await again.Client.SendChunkAsync(id, "meeting.wav", 1, 2, new ByteArrayContent(bytes[half..]));
        await again.Client.EndedAsync(id, TimeSpan.FromMinutes(1));
        (await again.Client.ResultAsync(id)).ShouldBe(await undisturbed.ResultAsync(file));
        data.Leftovers().ShouldBeEmpty();
    }

    /// <summary>Sends its first half, and the rest only when it is let.</summary>
    private sealed class StuckContent(byte[] bytes) : HttpContent
    {
        private readonly TaskCompletionSource _halfSent = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task HalfSent => _halfSent.Task;

        public void Release() => _release.TrySetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
            await stream.FlushAsync();
            _halfSent.TrySetResult();
            await _release.Task;
            await stream.WriteAsync(bytes.AsMemory(bytes.Length / 2));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes.Length;
            return true;
        }
    }
}
