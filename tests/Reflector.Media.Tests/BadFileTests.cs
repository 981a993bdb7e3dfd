namespace Reflector.Media.Tests;

public sealed class BadFileTests(Samples samples)
{
    public static TheoryData<string, string, MediaErrorKind, string> BadFiles
    {
        get
        {
            var data = new TheoryData<string, string, MediaErrorKind, string>();
            foreach (var ffmpeg in Samples.EveryFfmpeg)
            {
                data.Add(ffmpeg.Data, "missing.mp3", MediaErrorKind.NotFound, "no longer there");
                data.Add(ffmpeg.Data, "empty.mp3", MediaErrorKind.Empty, "file is empty");
                data.Add(ffmpeg.Data, "text.mp3", MediaErrorKind.NotMedia, "not audio or video");
                data.Add(ffmpeg.Data, "cut-before-index.m4a", MediaErrorKind.Truncated, "incomplete");
                data.Add(ffmpeg.Data, "video.mp4", MediaErrorKind.NoAudio, "no audio track");
                data.Add(ffmpeg.Data, "header-only.wav", MediaErrorKind.Empty, "no sound");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(BadFiles))]
    public async Task A_bad_file_is_refused_with_a_sentence_and_leaves_nothing(
        string ffmpeg,
        string name,
        MediaErrorKind kind,
        string words
    )
    {
        var media = new FfmpegMedia(FfmpegLocation.Find(ffmpeg, ffmpeg));
        var folder = samples.NewFolder();

        Func<Task>[] uses =
        [
            () => media.DecodeAllAsync(samples[name]),
            () => media.EncodeMp3Async(samples[name], Path.Combine(folder, "audio.mp3")),
        ];

        foreach (var use in uses)
        {
            var error = await use.ShouldThrowAsync<MediaException>();
            error.Kind.ShouldBe(kind);
            error.Message.ShouldContain(words);
            error.Message.ShouldNotContain("/");
            error.IsFileAtFault.ShouldBe(kind != MediaErrorKind.NotFound);
        }

        Directory.EnumerateFileSystemEntries(folder).ShouldBeEmpty();
        ChildProcesses.AllReading(samples[name]).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_ffmpeg_wrote_is_only_in_the_detail()
    {
        var error = await Media().ProbeAsync(samples["cut-before-index.m4a"]).ShouldThrowAsync<MediaException>();

        error.Message.ShouldNotContain("moov");
        error.Detail.ShouldNotBeNull().ShouldContain("moov atom not found");
    }

    [Fact]
    public async Task A_probe_describes_a_video_without_audio()
    {
        var info = await Media().ProbeAsync(samples["video.mp4"]);

        info.AudioTracks.ShouldBeEmpty();
        info.HasVideo.ShouldBeTrue();
        info.DurationSeconds.ShouldBe(1, 0.01);
    }

    [Theory]
    [MemberData(nameof(Samples.EveryFfmpeg), MemberType = typeof(Samples))]
    public async Task A_recording_cut_off_in_its_data_gives_what_is_there(string ffmpeg)
    {
        var media = new FfmpegMedia(FfmpegLocation.Find(ffmpeg, ffmpeg));
        var mp3 = Path.Combine(samples.NewFolder(), "audio.mp3");

        var encoded = await media.EncodeMp3Async(samples["cut-in-data.m4a"], mp3);

        (await media.ProbeAsync(samples["cut-in-data.m4a"])).DurationSeconds.ShouldBe(4, 0.1, "as its header says");
        encoded.DurationSeconds.ShouldBeInRange(1.5, 3.5);
        (await media.ProbeAsync(mp3)).DurationSeconds.ShouldBe(encoded.DurationSeconds, 0.1);
    }

    [Fact]
    public async Task Silence_is_a_flat_waveform()
    {
        var waveform = await Media().WaveformAsync(samples["silence.wav"]);

        waveform.Count.ShouldBe(255);
        waveform.ShouldAllBe(peak => peak == 0);
    }

    private static FfmpegMedia Media() => new(Samples.Installed);
}
