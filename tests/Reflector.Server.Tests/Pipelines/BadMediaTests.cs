using System.Text;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Pipelines;

/// <summary>Files that are no recordings of speech, from upload to answer.</summary>
public sealed class BadMediaTests(SharedServer shared, MadeRecordings recordings) : IClassFixture<SharedServer>
{
    private const string Sound = "sine=frequency=440:duration=4";

    private TestServer Server => shared.Server;

    [Fact]
    public Task An_empty_file_is_refused() => RefusedAsync([], "empty.wav", "empty");

    [Fact]
    public Task Text_that_calls_itself_an_MP3_is_refused() =>
        RefusedAsync(
            Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Minutes of the meeting.\n", 500))),
            "minutes.mp3",
            "audio or video"
        );

    [Fact]
    public async Task An_MP4_whose_end_is_missing_is_refused()
    {
        var whole = await recordings.MakeAsync(".mp4", "-f", "lavfi", "-i", Sound, "-c:a", "aac");

        await RefusedAsync(whole[..(whole.Length / 2)], "call.mp4", "end");
    }

    [Fact]
    public async Task A_video_without_sound_is_refused()
    {
        var mute = await recordings.MakeAsync(
            ".mp4",
            ["-f", "lavfi", "-i", "testsrc=duration=1:size=64x64:rate=5", "-c:v", "mpeg4"]
        );

        await RefusedAsync(mute, "screen.mp4", "audio");
    }

    [Fact]
    public Task A_recording_of_no_length_is_refused() => RefusedOrFailedAsync(MadeRecordings.Wave([]), "zero.wav");

    [Fact]
    public async Task An_MP4_that_was_cut_in_its_data_gives_what_is_there_or_says_why_not()
    {
        var whole = await recordings.MakeAsync(
            ".m4a",
            ["-f", "lavfi", "-i", Sound, "-c:a", "aac", "-movflags", "+faststart"]
        );

        await EndedOrRefusedAsync(whole[..(whole.Length * 2 / 3)], "cut.m4a");
    }

    [Theory]
    [InlineData("-ar", "8000")]
    [InlineData("-ar", "96000")]
    [InlineData("-ac", "6")]
    public async Task Other_rates_and_channels_are_understood(string option, string value)
    {
        var source = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(source, recordings.Tones);
            var other = await recordings.MakeAsync(".wav", "-i", source, option, value);

            var id = await Server.TranscribeAsync(other);

            var read = await Server.GetAsync($"/v1/transcripts/{id}");
            ((string)read["transcript"]!).ShouldBe("Speaker 0: alpha, bravo, charlie,");
        }
        finally
        {
            File.Delete(source);
        }
    }

    [Fact]
    public async Task Silence_ends_without_words_and_says_so()
    {
        var id = await Server.TranscribeAsync(recordings.Silence);

        await EndedWithoutWordsAsync(Server, id);
    }

    internal static async Task EndedWithoutWordsAsync(TestServer server, string id)
    {
        var read = await server.GetAsync($"/v1/transcripts/{id}");
        ((string)read["status"]!).ShouldBe("ended");
        ((string)read["transcript"]!).ShouldBe("");
        read["title"].ShouldBeNull();
        read["long_summary"].ShouldBeNull();
        var pipeline = await server.GetAsync($"/v1/transcripts/{id}/pipeline");
        ((string)pipeline["state"]!).ShouldBe("done");
        ((string)pipeline.Stage("transcribe")["note"]!).ShouldBe("No speech was found in this recording.");
        ((string)pipeline.Stage("topics")["state"]!).ShouldBe("skipped");
        ((string)pipeline.Stage("topics")["note"]!).ShouldNotBeEmpty();
    }

    private async Task RefusedAsync(byte[] file, string name, string why)
    {
        var id = await Server.CreateTranscriptAsync();
        using (var answer = await Server.UploadAsync(id, file, name))
            (await answer.RefusedAsync(400)).ShouldContain(why);

        await NothingIsLeftAsync(id);
        // The same transcript takes a better file.
        using (var better = await Server.UploadAsync(id, recordings.Tones))
            await better.OkAsync();
        ((string)(await Server.RunEndedAsync(id))["state"]!).ShouldBe("done");
    }

    private Task RefusedOrFailedAsync(byte[] file, string name) => EndedOrRefusedAsync(file, name, mayEnd: false);

    private async Task EndedOrRefusedAsync(byte[] file, string name, bool mayEnd = true)
    {
        var id = await Server.CreateTranscriptAsync();
        using var answer = await Server.UploadAsync(id, file, name);
        if (!answer.IsSuccessStatusCode)
        {
            (await answer.RefusedAsync(400)).ShouldEndWith(".");
            await NothingIsLeftAsync(id);
            return;
        }
        var pipeline = await Server.RunEndedAsync(id);
        var state = (string)pipeline["state"]!;
        if (state == "failed")
            pipeline["stages"]!.AsArray().ShouldContain(stage => stage!["error"] != null);
        else
            mayEnd.ShouldBeTrue(pipeline.ToJsonString());
        (await Server.StoredKeysAsync($"uploads/{id}/")).ShouldBeEmpty();
    }

    private async Task NothingIsLeftAsync(string id)
    {
        await Server.NothingIsLeftOverAsync(id);
        var read = await Server.GetAsync($"/v1/transcripts/{id}");
        ((string)read["status"]!).ShouldBe("idle");
        (await Server.QueryAsync(db => db.Recordings.AnyAsync(row => row.ObjectKey.Contains(id)))).ShouldBeFalse();
    }
}
