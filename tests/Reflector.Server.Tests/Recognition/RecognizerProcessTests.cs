using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Tests.Pipelines;

namespace Reflector.Server.Tests.Recognition;

/// <summary>The embedded recogniser, in its own process, under the whole server.</summary>
public sealed class RecognizerProcessTests(PostgresFixture postgres, MadeRecordings recordings)
{
    [Fact]
    public async Task Speech_becomes_a_transcript_with_topics_title_and_summary()
    {
        await using var server = await TestServer.StartAsync(postgres);
        var id = await server.TranscribeAsync(await recordings.MeetingAsync());

        var read = await server.GetAsync($"/v1/transcripts/{id}");
        ((string)read["status"]!).ShouldBe("ended");
        var text = (string)read["transcript"]!;
        text.ShouldContain("release");
        text.ShouldContain("Friday");
        ((string)read["title"]!).ShouldNotBeNullOrEmpty();
        ((string)read["long_summary"]!).ShouldNotBeNullOrEmpty();
        ((string)read["generated_by"]!).ShouldBe("extractive");
        (await server.GetAsync($"/v1/transcripts/{id}/topics")).AsArray().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(
        "aevalsrc=exprs='0.3*(sin(2*PI*262*t)+sin(2*PI*330*t)+sin(2*PI*392*t))/3':duration=6:sample_rate=16000"
    )]
    [InlineData("anullsrc=sample_rate=16000:channel_layout=mono")]
    public async Task Music_and_silence_end_without_words_and_say_so(string sound)
    {
        await using var server = await TestServer.StartAsync(postgres);
        var made = await recordings.MakeAsync(".wav", "-f", "lavfi", "-i", sound, "-t", "6");

        var id = await server.TranscribeAsync(made);

        await BadMediaTests.EndedWithoutWordsAsync(server, id);
    }

    [Fact]
    public async Task A_recogniser_that_crashes_is_started_again_and_the_transcript_is_whole()
    {
        // The number of decoders tells this server's recogniser from those of other tests.
        await using var server = await TestServer.StartAsync(postgres, new() { ["SPEECH_DECODERS"] = "3" });
        var meeting = await recordings.MeetingAsync();
        var id = await server.CreateTranscriptAsync();
        using (var upload = await server.UploadAsync(id, meeting))
            await upload.OkAsync();
        await using var socket = await EventSocket.OpenAsync(server, id, after: 0);
        await socket.WaitForStageAsync("transcribe", "running");
        // Not SEGV: .NET takes the first one that comes from outside for its own and lives on.
        await ChildProcesses.SignalAsync(
            "-KILL",
            (command, environment) =>
                command.Contains("\0recognize\0", StringComparison.Ordinal)
                && environment.Contains("SPEECH_DECODERS=3\0", StringComparison.Ordinal)
        );

        var retrying = await socket.WaitForStageAsync("transcribe", "retrying");
        ((string)retrying.Data["error"]!).ShouldContain("stopped unexpectedly");
        await socket.WaitForStageAsync("publish", "done");

        var read = await server.GetAsync($"/v1/transcripts/{id}");
        ((string)read["status"]!).ShouldBe("ended");
        ((string)read["transcript"]!).ShouldContain("Friday");
        var stage = (await server.GetAsync($"/v1/transcripts/{id}/pipeline")).Stage("transcribe");
        ((int)stage["attempts"]!).ShouldBe(2);
    }
}
