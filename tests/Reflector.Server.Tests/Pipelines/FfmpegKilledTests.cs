using Reflector.Fakes;
using Reflector.Fakes.Speech;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Pipelines;

public sealed class FfmpegKilledTests(PostgresFixture postgres)
{
    [Fact]
    public async Task An_encoder_that_is_killed_is_started_again()
    {
        await using var transcription = await OpenAiTranscriptionServer.StartAsync();
        await using var server = await TestServer.StartAsync(postgres, ServerFixture.Recognising(transcription));
        var id = await server.CreateTranscriptAsync();
        // Long enough for the encoder to be met at work.
        var recording = MadeRecordings.Wave(new float[30 * 60 * WaveFile.SampleRate]);
        using (var upload = await server.UploadAsync(id, recording))
            await upload.OkAsync();
        await using var socket = await EventSocket.OpenAsync(server, id, after: 0);
        await ChildProcesses.SignalAsync(
            "-KILL",
            (command, _) => command.Contains(Path.Combine(server.DataFolder, "tmp"), StringComparison.Ordinal)
        );

        await socket.WaitForStageAsync("encode", "retrying");
        await socket.WaitForStageAsync("publish", "done");

        var encode = (await server.GetAsync($"/v1/transcripts/{id}/pipeline")).Stage("encode");
        ((int)encode["attempts"]!).ShouldBe(2);
        Directory.EnumerateFiles(Path.Combine(server.DataFolder, "tmp")).ShouldBeEmpty();
    }
}
