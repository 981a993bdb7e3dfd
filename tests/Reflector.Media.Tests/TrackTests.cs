using System.Globalization;

namespace Reflector.Media.Tests;

public sealed class TrackTests(Samples samples)
{
    private readonly FfmpegMedia _media = new(Samples.Installed);

    [Fact]
    public async Task A_track_begins_where_its_participant_joined()
    {
        var track = await TrackAsync("joined.webm", seconds: 2);

        var heard = await DecodeAsync(new(track, 3.5));

        Sound(heard, 0, 3.4).ShouldBeFalse();
        Sound(heard, 3.6, 5.4).ShouldBeTrue();
        Seconds(heard).ShouldBe(5.5, 0.1);
    }

    [Fact]
    public async Task What_was_muted_is_silence_of_the_same_length()
    {
        var track = await TrackAsync("muted.webm", seconds: 8, muted: [(2, 5)]);

        var heard = await DecodeAsync(new(track, 0));

        Sound(heard, 0.1, 1.9).ShouldBeTrue();
        Sound(heard, 2.1, 4.9).ShouldBeFalse();
        Sound(heard, 5.1, 7.9).ShouldBeTrue();
        Seconds(heard).ShouldBe(8, 0.1);
    }

    [Theory]
    [MemberData(nameof(Samples.EveryFfmpeg), MemberType = typeof(Samples))]
    public async Task It_is_so_with_every_ffmpeg(string folder)
    {
        var track = await TrackAsync("any.webm", seconds: 4, muted: [(1, 3)]);
        var media = new FfmpegMedia(FfmpegLocation.Find(folder, folder));

        var heard = await DecodeAsync(new(track, 1), media);

        Sound(heard, 0, 0.9).ShouldBeFalse();
        Sound(heard, 1.1, 1.9).ShouldBeTrue();
        Sound(heard, 2.1, 3.9).ShouldBeFalse();
        Sound(heard, 4.1, 4.9).ShouldBeTrue();
    }

    [Fact]
    public async Task A_file_that_counts_from_the_beginning_of_the_recording_is_not_shifted_twice()
    {
        var track = await TrackAsync("absolute.webm", seconds: 2, start: 3.3);

        // The platform's clock is 200 ms off the container's.
        var heard = await DecodeAsync(new(track, 3.5));

        Sound(heard, 0, 3.2).ShouldBeFalse();
        Sound(heard, 3.4, 5.2).ShouldBeTrue();
        Seconds(heard).ShouldBe(5.3, 0.1);
    }

    [Fact]
    public async Task A_track_that_begins_hours_late_is_silent_until_then_and_takes_no_memory_for_it()
    {
        var track = await TrackAsync("late.webm", seconds: 2);
        var media = new FfmpegMedia(Samples.Installed, new MediaLimits { Total = TimeSpan.FromHours(24) });
        var blocks = 0;
        var first = -1;
        await foreach (var block in media.DecodeTrackAsync(new(track, 3 * 3600)))
        {
            if (first < 0 && block.Span.ContainsAnyExcept(0f))
                first = blocks;
            blocks++;
        }

        (first / 2.0).ShouldBe(3 * 3600, 0.6);
    }

    [Fact]
    public async Task A_track_later_than_the_longest_recording_is_refused()
    {
        var track = await TrackAsync("never.webm", seconds: 1);
        var media = new FfmpegMedia(Samples.Installed, new MediaLimits { Total = TimeSpan.FromHours(1) });

        var refusal = await Should.ThrowAsync<MediaException>(() => DecodeAsync(new(track, 1e9), media));

        refusal.IsFileAtFault.ShouldBeTrue();
    }

    [Fact]
    public async Task A_mix_holds_every_track_at_its_place()
    {
        var first = await TrackAsync("first.webm", seconds: 3);
        var second = await TrackAsync("second.webm", seconds: 2);
        var mp3 = samples["mix.mp3"];

        var mixed = await _media.MixAsync([new(first, 0), new(second, 5)], mp3);

        mixed.Failed.ShouldBeEmpty();
        mixed.Audio.DurationSeconds.ShouldBe(7, 0.1);
        mixed.Audio.SizeBytes.ShouldBe(new FileInfo(mp3).Length);
        mixed.Audio.Waveform.Count.ShouldBe(255);
        mixed.Audio.Waveform.Max().ShouldBe(1);
        var heard = await _media.DecodeAllAsync(mp3);
        Sound(heard, 0.2, 2.8).ShouldBeTrue();
        Sound(heard, 3.3, 4.7).ShouldBeFalse();
        Sound(heard, 5.3, 6.7).ShouldBeTrue();
    }

    [Fact]
    public async Task Many_loud_voices_at_once_are_turned_down_and_one_alone_is_not()
    {
        var alone = await TrackAsync("alone.webm", seconds: 6, volume: 0.5);
        var others = new List<TrackFile> { new(alone, 0) };
        for (var i = 0; i < 5; i++)
            others.Add(new(await TrackAsync($"loud{i}.webm", seconds: 3, volume: 0.9, hertz: 300 + 77 * i), 3));
        var mp3 = samples["loud.mp3"];

        await _media.MixAsync(others, mp3);

        var heard = await _media.DecodeAllAsync(mp3);
        var quiet = heard[8000..40000].Max();
        quiet.ShouldBe(0.5f, 0.1f);
        heard[56000..90000].Max().ShouldBeGreaterThan(0.7f);
        heard[56000..90000].Count(sample => Math.Abs(sample) >= 0.999f).ShouldBeLessThan(10);
    }

    [Fact]
    public async Task A_track_that_cannot_be_read_does_not_spoil_the_mix()
    {
        var good = await TrackAsync("good.webm", seconds: 2);
        var bytes = await File.ReadAllBytesAsync(good);
        await File.WriteAllBytesAsync(samples["empty.webm"], []);
        await File.WriteAllBytesAsync(samples["garbage.webm"], new byte[5000]);
        var cut = samples["header.webm"];
        await File.WriteAllBytesAsync(cut, bytes[..300]);
        var mp3 = samples["some.mp3"];

        var mixed = await _media.MixAsync(
            [
                new(samples["empty.webm"], 0),
                new(good, 0),
                new(samples["garbage.webm"], 1),
                new(cut, 1),
                new(samples["gone.webm"], 0),
            ],
            mp3
        );

        mixed.Failed.Keys.Order().ShouldBe([0, 2, 3, 4]);
        mixed.Audio.DurationSeconds.ShouldBe(2, 0.1);
    }

    [Fact]
    public async Task A_mix_that_is_given_up_leaves_no_file()
    {
        var track = await TrackAsync("long.webm", seconds: 60);
        using var cancel = new CancellationTokenSource();
        var mp3 = samples["given-up.mp3"];
        var progress = new Recorded(cancel.Cancel);

        await Should.ThrowAsync<OperationCanceledException>(() =>
            _media.MixAsync([new(track, 0)], mp3, 60, progress, cancel.Token)
        );

        File.Exists(mp3).ShouldBeFalse();
    }

    private async Task<string> TrackAsync(
        string name,
        double seconds,
        (double From, double To)[]? muted = null,
        double start = 0,
        double volume = 0.5,
        int hertz = 440
    )
    {
        var path = samples[name];
        var spans = string.Join(
            '*',
            (muted ?? []).Select(span =>
                string.Create(CultureInfo.InvariantCulture, $"not(between(t,{span.From},{span.To}))")
            )
        );
        await Samples.MakeAsync([
            "-y",
            "-f",
            "lavfi",
            "-i",
            string.Create(CultureInfo.InvariantCulture, $"aevalsrc={volume}*sin({hertz}*2*PI*t):s=48000:d={seconds}"),
            "-af",
            spans.Length > 0 ? $"aselect='{spans}'" : "anull",
            "-c:a",
            "libopus",
            "-output_ts_offset",
            start.ToString(CultureInfo.InvariantCulture),
            "-f",
            "webm",
            path,
        ]);
        return path;
    }

    private async Task<float[]> DecodeAsync(TrackFile track, FfmpegMedia? media = null)
    {
        var all = new List<float>();
        await foreach (var block in (media ?? _media).DecodeTrackAsync(track))
            all.AddRange(block.Span);
        return [.. all];
    }

    private static double Seconds(float[] heard) => (double)heard.Length / FfmpegMedia.SampleRate;

    /// <summary>Whether the whole stretch sounds; it must be one or the other.</summary>
    private static bool Sound(float[] heard, double from, double to)
    {
        var loud = new List<bool>();
        for (var at = (int)(from * 16000); at + 800 <= (int)(to * 16000) && at + 800 <= heard.Length; at += 800)
            loud.Add(heard.AsSpan(at, 800).ToArray().Max() > 0.05f);
        loud.Distinct().Count().ShouldBe(1, $"{from} to {to}: {string.Join(' ', loud)}");
        return loud[0];
    }
}
