namespace Reflector.Media.Tests;

/// <summary>What every supported ffmpeg must do alike.</summary>
public sealed class CoreTests(Samples samples)
{
    [Theory]
    [MemberData(nameof(Samples.EveryFfmpeg), MemberType = typeof(Samples))]
    public async Task Probe_describes_a_plain_recording(string ffmpeg)
    {
        var info = await With(ffmpeg).ProbeAsync(samples.Tone);

        info.Container.ShouldBe("wav");
        info.DurationSeconds.ShouldBe(2, 0.01);
        info.HasVideo.ShouldBeFalse();
        info.SizeBytes.ShouldBe(new FileInfo(samples.Tone).Length);
        info.AudioTracks.ShouldBe([new AudioTrack(0, "pcm_s16le", 16_000, 1)]);
    }

    [Theory]
    [MemberData(nameof(Samples.EveryFfmpeg), MemberType = typeof(Samples))]
    public async Task Probe_finds_audio_and_video_of_a_recorded_call(string ffmpeg)
    {
        var info = await With(ffmpeg).ProbeAsync(samples["call.mp4"]);

        info.HasVideo.ShouldBeTrue();
        info.RequireAudio().Codec.ShouldBe("aac");
    }

    [Theory]
    [MemberData(nameof(Samples.EveryFfmpeg), MemberType = typeof(Samples))]
    public async Task A_cover_image_is_no_video(string ffmpeg) =>
        (await With(ffmpeg).ProbeAsync(samples["cover.mp3"])).HasVideo.ShouldBeFalse();

    [Theory]
    [MemberData(nameof(Samples.EveryFfmpeg), MemberType = typeof(Samples))]
    public async Task Probe_measures_what_a_browser_recorded_without_a_duration(string ffmpeg) =>
        (await With(ffmpeg).ProbeAsync(samples["browser.webm"])).DurationSeconds.ShouldBe(2, 0.05);

    [Theory]
    [MemberData(nameof(Samples.EveryFfmpeg), MemberType = typeof(Samples))]
    public async Task Probe_measures_an_MP3_whose_header_lets_it_only_guess(string ffmpeg) =>
        (await With(ffmpeg).ProbeAsync(samples["no-header.mp3"])).DurationSeconds.ShouldBe(2, 0.1);

    [Theory]
    [MemberData(nameof(Samples.EveryFfmpeg), MemberType = typeof(Samples))]
    public async Task Every_kind_of_file_decodes_to_the_same_samples(string ffmpeg)
    {
        var media = With(ffmpeg);
        string[] names =
        [
            "tone.wav",
            "tone.mp3",
            "tone.ogg",
            "browser.webm",
            "call.mp4",
            "8k.wav",
            "96k.wav",
            "six.wav",
        ];
        foreach (var name in names)
        {
            var decoded = await media.DecodeAllAsync(samples[name]);

            // Codecs pad the ends by up to a tenth of a second.
            decoded.Length.ShouldBeInRange(2 * 16_000 - 100, 2 * 16_000 + 1600, name);
            Loudest(decoded.AsSpan(2000, 12_000)).ShouldBe(0.1f, 0.03f, name);
            Loudest(decoded.AsSpan(18_000, 12_000)).ShouldBe(0.5f, 0.06f, name);
        }
    }

    [Theory]
    [MemberData(nameof(Samples.EveryFfmpeg), MemberType = typeof(Samples))]
    public async Task More_channels_than_ffmpeg_can_mix_are_averaged(string ffmpeg)
    {
        var decoded = await With(ffmpeg).DecodeAllAsync(samples["twelve.wav"]);

        decoded.Length.ShouldBeInRange(31_950, 32_050);
        Loudest(decoded).ShouldBe(0.5f, 0.03f);
    }

    [Theory]
    [MemberData(nameof(Samples.EveryFfmpeg), MemberType = typeof(Samples))]
    public async Task Waveform_shows_where_it_is_loud(string ffmpeg)
    {
        var waveform = await With(ffmpeg).WaveformAsync(samples["browser.webm"]);

        waveform.Count.ShouldBe(255);
        waveform.Max().ShouldBe(1);
        waveform.ShouldAllBe(peak => peak == Math.Round(peak, 2) && peak >= 0);
        waveform.Skip(10).Take(100).Average().ShouldBe(0.2, 0.05);
        waveform.Skip(140).Take(100).Average().ShouldBe(0.95, 0.1);
    }

    [Theory]
    [MemberData(nameof(Samples.EveryFfmpeg), MemberType = typeof(Samples))]
    public async Task Encode_writes_an_MP3_with_waveform_and_true_duration(string ffmpeg)
    {
        var media = With(ffmpeg);
        var mp3 = Path.Combine(samples.NewFolder(), "new", "audio.mp3");
        var progress = new Recorded();

        var encoded = await media.EncodeMp3Async(samples["browser.webm"], mp3, progress);

        encoded.DurationSeconds.ShouldBe(2, 0.05);
        encoded.SizeBytes.ShouldBe(new FileInfo(mp3).Length);
        encoded.Waveform.ShouldBe(await media.WaveformAsync(samples["browser.webm"]));
        progress.Values.ShouldBeInOrder();
        progress.Values[^1].ShouldBe(1);
        progress.Values.Count.ShouldBeGreaterThan(2);
        var info = await media.ProbeAsync(mp3);
        info.Container.ShouldBe("mp3");
        info.DurationSeconds.ShouldBe(2, 0.1);
        info.RequireAudio().ShouldBe(new AudioTrack(0, "mp3", 48_000, 1));
        Directory.GetFiles(Path.GetDirectoryName(mp3)!).ShouldBe([mp3]);
    }

    [Theory]
    [InlineData("8k.wav", 16_000, 1)]
    [InlineData("96k.wav", 48_000, 1)]
    [InlineData("stereo.wav", 44_100, 2)]
    [InlineData("six.wav", 44_100, 2)]
    [InlineData("twelve.wav", 44_100, 1)]
    [InlineData("call.mp4", 16_000, 1)]
    public async Task Encode_keeps_to_what_browsers_play(string name, int sampleRate, int channels)
    {
        foreach (var ffmpeg in Samples.EveryFfmpeg)
        {
            var mp3 = Path.Combine(samples.NewFolder(), "audio.mp3");
            await With(ffmpeg.Data).EncodeMp3Async(samples[name], mp3);

            var info = await With(ffmpeg.Data).ProbeAsync(mp3);
            info.HasVideo.ShouldBeFalse();
            info.AudioTracks.ShouldBe([new AudioTrack(0, "mp3", sampleRate, channels)]);
        }
    }

    [Fact]
    public async Task Encode_drops_tags_and_cover_and_replaces_what_was_there()
    {
        var mp3 = Path.Combine(samples.NewFolder(), "audio.mp3");
        await File.WriteAllTextAsync(mp3, "before");

        await With(Samples.Pinned).EncodeMp3Async(samples["cover.mp3"], mp3);

        var bytes = await File.ReadAllBytesAsync(mp3);
        bytes.AsSpan().IndexOf("Secret"u8).ShouldBe(-1);
        bytes.AsSpan().IndexOf("PNG"u8).ShouldBe(-1);
        bytes[0].ShouldBe((byte)0xFF, "an MP3 frame comes first");
    }

    private static FfmpegMedia With(string folder) => new(FfmpegLocation.Find(folder, folder));

    private static float Loudest(ReadOnlySpan<float> samples)
    {
        var loudest = 0f;
        foreach (var sample in samples)
            loudest = Math.Max(loudest, Math.Abs(sample));
        return loudest;
    }
}
