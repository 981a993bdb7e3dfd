using System.Diagnostics;

namespace Reflector.Media.Tests;

/// <summary>Each test has a copy of the long file to itself, so that its processes can be told from others.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class InterruptionTests : IDisposable
{
    private readonly string _folder;
    private readonly string _source;

    public InterruptionTests(Samples samples)
    {
        _folder = samples.NewFolder();
        _source = Path.Combine(_folder, "long.wav");
        Samples.WriteSparseWav(_source, seconds: 3600);
    }

    private string Destination => Path.Combine(_folder, "audio.mp3");

    public void Dispose()
    {
        ChildProcesses.AllReading(_source).ShouldBeEmpty("no process is left behind");
        Directory.EnumerateFiles(_folder).ShouldBe([_source], "no partial file is left behind");
    }

    [Theory]
    [InlineData("-KILL")]
    [InlineData("-TERM")]
    public async Task Decode_says_when_ffmpeg_was_killed(string signal)
    {
        var decode = async () =>
        {
            var first = true;
            await foreach (var _ in Media().DecodeAsync(_source))
            {
                if (first)
                    await ChildProcesses.Signal(ChildProcesses.Reading(_source), signal);
                first = false;
            }
        };

        var error = await decode.ShouldThrowAsync<MediaException>();

        error.Kind.ShouldBe(MediaErrorKind.ToolKilled);
        error.Message.ShouldContain("stopped from outside");
        error.IsFileAtFault.ShouldBeFalse();
    }

    [Theory]
    [InlineData("-KILL")]
    [InlineData("-TERM")]
    public async Task Encode_says_when_ffmpeg_was_killed(string signal)
    {
        Task? kill = null;
        var progress = new Recorded(() => kill ??= ChildProcesses.Signal(ChildProcesses.Reading(_source), signal));

        var error = await Media().EncodeMp3Async(_source, Destination, progress).ShouldThrowAsync<MediaException>();

        error.Kind.ShouldBe(MediaErrorKind.ToolKilled);
        await kill.ShouldNotBeNull();
    }

    [Fact]
    public async Task Cancelling_an_encode_ends_ffmpeg_at_once()
    {
        using var cancellation = new CancellationTokenSource();
        var sinceCancel = new Stopwatch();
        var progress = new Recorded(() =>
        {
            sinceCancel.Start();
            cancellation.Cancel();
        });

        await Should.ThrowAsync<OperationCanceledException>(() =>
            Media().EncodeMp3Async(_source, Destination, progress, cancellation.Token)
        );

        sinceCancel.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Cancelling_a_decode_ends_ffmpeg_even_while_the_consumer_is_busy()
    {
        using var cancellation = new CancellationTokenSource();
        await using var blocks = Media().DecodeAsync(_source, cancellation.Token).GetAsyncEnumerator();
        (await blocks.MoveNextAsync()).ShouldBeTrue();
        using var child = Process.GetProcessById(ChildProcesses.Reading(_source));

        await cancellation.CancelAsync();
        await child.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(10)).Token);

        await Should.ThrowAsync<OperationCanceledException>(async () => await blocks.MoveNextAsync());
    }

    [Fact]
    public async Task What_a_killed_process_left_is_removed_but_not_what_another_is_writing()
    {
        var tone = Path.Combine(_folder, "tone.wav");
        Samples.WriteSparseWav(tone, seconds: 1, 0);
        var left = Path.Combine(_folder, ".0198dead.reflector-partial");
        await File.WriteAllTextAsync(left, "half an MP3");
        string[]? seen = null;
        var progress = new Recorded(() => seen ??= Directory.GetFiles(_folder, "*partial"));

        await Media().EncodeMp3Async(tone, Destination, progress);

        seen.ShouldNotBeNull().Length.ShouldBe(1);
        seen.ShouldNotContain(left);
        var held = new FileStream(left, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        await using (held)
            await Media().EncodeMp3Async(tone, Destination);
        File.Exists(left).ShouldBeTrue();
        File.Delete(left);
        File.Delete(tone);
        File.Delete(Destination);
    }

    [Fact]
    public async Task A_token_cancelled_before_starts_nothing() =>
        await Should.ThrowAsync<OperationCanceledException>(() =>
            Media().ProbeAsync(_source, new CancellationToken(canceled: true))
        );

    [Fact]
    public async Task A_consumer_that_stops_early_ends_ffmpeg()
    {
        var running = 0;
        await foreach (var _ in Media().DecodeAsync(_source))
        {
            running = ChildProcesses.AllReading(_source).Count();
            break;
        }

        running.ShouldBe(1);
    }

    [Fact]
    public async Task An_ffmpeg_that_stands_still_is_given_up()
    {
        var time = new ManualTime();
        var stopping = new TaskCompletionSource<Task>();
        var progress = new Recorded(() =>
        {
            if (!stopping.Task.IsCompleted)
                stopping.SetResult(ChildProcesses.Signal(ChildProcesses.Reading(_source), "-STOP"));
        });
        var encode = new FfmpegMedia(Samples.Installed, null, time).EncodeMp3Async(_source, Destination, progress);
        await (await stopping.Task);
        while (!encode.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(30));
            await Task.Yield();
        }

        var error = await encode.ShouldThrowAsync<MediaException>();

        error.Kind.ShouldBe(MediaErrorKind.TimedOut);
        error.Message.ShouldContain("took too long");
    }

    [Fact]
    public async Task A_file_has_a_time_limit_altogether()
    {
        var media = Media(new() { Total = TimeSpan.FromMilliseconds(1) });

        var error = await media.ProbeAsync(_source).ShouldThrowAsync<MediaException>();

        error.Kind.ShouldBe(MediaErrorKind.TimedOut);
    }

    [Fact]
    public async Task A_slow_consumer_is_not_taken_for_a_stall()
    {
        var time = new ManualTime();
        var blocks = 0;
        await foreach (var _ in new FfmpegMedia(Samples.Installed, null, time).DecodeAsync(_source))
        {
            time.Advance(TimeSpan.FromHours(3));
            if (++blocks == 20)
                break;
        }

        blocks.ShouldBe(20);
    }

    private static FfmpegMedia Media(MediaLimits? limits = null) => new(Samples.Installed, limits);
}
