using System.Runtime.CompilerServices;
using Reflector.Speech.Segmentation;
using Reflector.Speech.Words;

namespace Reflector.Speech.OpenAi;

/// <summary>
/// Recognises on any server that speaks OpenAI's <c>/v1/audio/transcriptions</c>. The recording is sent in windows cut at
/// silences; times that the server leaves out are taken from where there is sound.
/// </summary>
/// <param name="http">Its own timeout should be infinite; <see cref="OpenAiSpeechOptions.RequestTimeout"/> holds.</param>
public sealed class OpenAiSpeechRecognizer(HttpClient http, OpenAiSpeechOptions settings, TimeProvider? time = null)
    : ISpeechRecognizer
{
    private const int SampleRate = 16000;

    private readonly TranscriptionClient _client = new(http, settings, time ?? TimeProvider.System);

    public string Model => settings.Model;

    public async IAsyncEnumerable<SpeechSegment> RecognizeAsync(
        IAsyncEnumerable<ReadOnlyMemory<float>> audio,
        RecognitionOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var longest = settings.MaxWindow.TotalSeconds;
        var cutter = new WindowCutter(
            new(
                MaxWindow: longest,
                Padding: 0.4,
                EnoughSpeech: longest * 0.6,
                GoodSilence: 0.8,
                LongSilence: 30,
                EarliestCut: longest * 0.4
            ),
            EnergyActivity.FrameSamples,
            SampleRate
        );
        var activity = new EnergyActivity();
        var reported = 0.0;
        await foreach (var frame in SpeechFrames.OfAsync(audio, EnergyActivity.FrameSamples, cancellationToken))
        {
            if (cutter.Push(frame.Span, activity.Accept(frame.Span)) is { } window)
            {
                foreach (var segment in await RecognizeAsync(window, options, cancellationToken))
                    yield return segment;
            }
            var position = Seconds(cutter.Finished);
            if (position < reported + 1)
                continue;
            options.Progress?.Report(reported = position);
        }
        if (cutter.Complete() is { } last)
        {
            foreach (var segment in await RecognizeAsync(last, options, cancellationToken))
                yield return segment;
        }
        options.Progress?.Report(Seconds(cutter.Length));
    }

    private async Task<IReadOnlyList<SpeechSegment>> RecognizeAsync(
        AudioWindow window,
        RecognitionOptions options,
        CancellationToken cancellationToken
    )
    {
        if (Seconds(window.End) <= options.SkipUntil)
            return [];
        var answer = await _client.SendAsync(WavePayload.Of(window.Samples), options.Language, cancellationToken);
        var words = Words(answer, window);
        return words.Count == 0 ? [] : [new(Seconds(window.Start), Seconds(window.End), words)];
    }

    private static IReadOnlyList<SpeechWord> Words(TranscriptionAnswer answer, AudioWindow window)
    {
        var offset = Seconds(window.Start);
        var end = Seconds(window.End);
        if (answer.Words.Count > 0)
            return WordTimer.Order(
                Punctuation
                    .Restore(answer.Words, answer.Text)
                    .Select(word => new SpeechWord(word.Text, offset + word.Start, offset + word.End)),
                end
            );
        if (answer.Segments.Count > 0)
            return WordTimer.Order(answer.Segments.SelectMany(segment => Spread(segment, window)), end);
        var text = TextGuard.Words(answer.Text);
        return text.Length == 0
            ? []
            : WordTimer.Settle(WordSpreader.Spread(text, window.Regions, SampleRate), window.Regions);
    }

    /// <summary>The words of a segment over the sound inside it, or over all of it when there is none.</summary>
    private static IReadOnlyList<SpeechWord> Spread(TimedText segment, AudioWindow window)
    {
        var words = TextGuard.Words(segment.Text);
        if (words.Length == 0)
            return [];
        var from = window.Start + (long)(segment.Start * SampleRate);
        var to = window.Start + (long)(segment.End * SampleRate);
        var sound = window
            .Regions.Select(region => new SpeechRegion(Math.Max(region.Start, from), Math.Min(region.End, to)))
            .Where(region => region.Length > 0)
            .ToArray();
        return WordSpreader.Spread(words, sound.Length > 0 ? sound : [new(from, to)], SampleRate);
    }

    private static double Seconds(long samples) => (double)samples / SampleRate;
}
