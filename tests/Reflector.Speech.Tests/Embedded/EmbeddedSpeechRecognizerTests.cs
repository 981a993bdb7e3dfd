using Reflector.Fakes.Speech;
using Reflector.Speech.Embedded;

namespace Reflector.Speech.Tests.Embedded;

public sealed class EmbeddedSpeechRecognizerTests : IDisposable
{
    private readonly EmbeddedSpeechRecognizer _recognizer = new(SpeechPieces.Options);

    public void Dispose() => _recognizer.Dispose();

    public static TheoryData<string, float[]> WithoutSpeech =>
        new()
        {
            { "digital silence", AudioSource.Silence(20) },
            { "white noise", AudioSource.Noise(20, 0.1f) },
            { "faint noise", AudioSource.Noise(20, 0.003f) },
            { "chords", AudioSource.Chords(20) },
            { "a few samples", AudioSource.Noise(0.02, 0.2f) },
            { "nothing", [] },
        };

    [Theory]
    [MemberData(nameof(WithoutSpeech))]
    public async Task Sound_without_speech_gives_no_words(string what, float[] samples)
    {
        var segments = await RecognizeAsync(samples);

        segments.ShouldBeEmpty($"{what}: {string.Join(' ', segments.Select(segment => segment.Text))}");
    }

    [Fact]
    public async Task Progress_is_reported_through_silence()
    {
        var progress = new ProgressList();

        await _recognizer.RecognizeAsync(AudioSource.Of(AudioSource.Silence(60)), new(Progress: progress)).CountAsync();

        progress.Reports.Count.ShouldBeGreaterThan(30);
        progress.Reports[^1].ShouldBe(60, 0.1);
    }

    [Fact]
    public async Task A_single_word_is_heard()
    {
        var meeting = await SpokenMeeting.MakeAsync([("rms", "Tomorrow.")], _ => 1);

        var segments = await RecognizeAsync([.. meeting.Samples, .. AudioSource.Silence(2)]);

        segments.ShouldHaveSingleItem().Text.ShouldBe("Tomorrow.", StringCompareShould.IgnoreCase);
    }

    [Fact]
    public async Task Two_recordings_at_once_share_the_decoders()
    {
        var meeting = await SpokenMeeting.MakeAsync(MeetingScripts.Standup.Take(6));

        var results = await Task.WhenAll(RecognizeAsync(meeting.Samples), RecognizeAsync(meeting.Samples));

        results[0].ShouldNotBeEmpty();
        results[0].Select(segment => segment.Text).ShouldBe(results[1].Select(segment => segment.Text));
    }

    [Fact]
    public async Task Cancellation_stops_a_run()
    {
        using var cancellation = new CancellationTokenSource();
        var progress = new CancelAfterFirst(cancellation);
        var audio = AudioSource.Of(AudioSource.Silence(600));

        await Should.ThrowAsync<OperationCanceledException>(async () =>
            await _recognizer.RecognizeAsync(audio, new(Progress: progress), cancellation.Token).CountAsync()
        );
    }

    [Fact]
    public async Task A_reader_may_leave_early()
    {
        var meeting = await SpokenMeeting.MakeAsync(MeetingScripts.Release.Take(8));

        await foreach (var segment in _recognizer.RecognizeAsync(AudioSource.Of(meeting.Samples), new()))
        {
            segment.Words.ShouldNotBeEmpty();
            break;
        }

        (await RecognizeAsync(meeting.Samples)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_broken_source_ends_the_run_with_its_own_error()
    {
        static async IAsyncEnumerable<ReadOnlyMemory<float>> Broken()
        {
            yield return new float[16000];
            await Task.Yield();
            throw new IOException("the disk is gone");
        }

        var error = await Should.ThrowAsync<IOException>(async () =>
            await _recognizer.RecognizeAsync(Broken(), new()).CountAsync()
        );

        error.Message.ShouldBe("the disk is gone");
    }

    [Fact]
    public async Task A_missing_model_is_a_sentence_and_can_be_mended()
    {
        using var folder = new TempFolder();
        using var recognizer = new EmbeddedSpeechRecognizer(SpeechPieces.Options with { ModelFolder = folder.Path });
        var audio = AudioSource.Silence(1);

        var error = await Should.ThrowAsync<SpeechException>(async () =>
            await recognizer.RecognizeAsync(AudioSource.Of(audio), new()).CountAsync()
        );
        foreach (var file in Directory.EnumerateFiles(SpeechPieces.Model))
            File.CreateSymbolicLink(folder.File(Path.GetFileName(file)), file);

        error.Message.ShouldContain(folder.Path);
        (await recognizer.RecognizeAsync(AudioSource.Of(audio), new()).CountAsync()).ShouldBe(0);
    }

    [Fact]
    public void Check_finds_a_missing_voice_activity_model()
    {
        using var recognizer = new EmbeddedSpeechRecognizer(
            SpeechPieces.Options with
            {
                VoiceActivityModel = "/none.onnx",
            }
        );

        Should.Throw<SpeechException>(recognizer.Check).Message.ShouldContain("/none.onnx");
    }

    private Task<List<SpeechSegment>> RecognizeAsync(float[] samples) =>
        _recognizer.RecognizeAsync(AudioSource.Of(samples), new()).ToListAsync().AsTask();

    private sealed class CancelAfterFirst(CancellationTokenSource cancellation) : IProgress<double>
    {
        public void Report(double value) => cancellation.Cancel();
    }
}
