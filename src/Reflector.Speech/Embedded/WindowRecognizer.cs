using Reflector.Speech.Native;
using Reflector.Speech.Segmentation;
using Reflector.Speech.Words;

namespace Reflector.Speech.Embedded;

/// <summary>Turns one window into words.</summary>
internal sealed class WindowRecognizer
{
    /// <summary>A window whose text is doubtful is decoded again in two parts, these again in two, and no further.</summary>
    private const int MostDivisions = 2;

    private readonly WordTimer _timer = new();

    public SpeechSegment? Recognize(SpeechDecoder decoder, AudioWindow window)
    {
        var words = Words(decoder, window, MostDivisions);
        return words.Count == 0 ? null : new(Seconds(window.Start), Seconds(window.End), words);
    }

    private IReadOnlyList<SpeechWord> Words(SpeechDecoder decoder, AudioWindow window, int divisions)
    {
        var decoded = decoder.Decode(window.Samples);
        var words = TextGuard.Words(Spelling.Modernize(decoded.Text));
        var seconds = Seconds(window.Regions.Sum(region => region.Length));
        if (divisions > 0 && TextGuard.IsDoubtful(words, seconds) && Divide(window) is var (first, second))
            return [.. Words(decoder, first, divisions - 1), .. Words(decoder, second, divisions - 1)];
        return _timer.Time(TextGuard.Clean(words, seconds), decoded, window);
    }

    /// <summary>Two windows, parted in the middle of the longest silence; null when there is none.</summary>
    private static (AudioWindow First, AudioWindow Second)? Divide(AudioWindow window)
    {
        if (window.Regions.Count < 2)
            return null;
        var last = Enumerable
            .Range(0, window.Regions.Count - 1)
            .MaxBy(i => window.Regions[i + 1].Start - window.Regions[i].End);
        var cut = (window.Regions[last].End + window.Regions[last + 1].Start) / 2;
        var length = (int)(cut - window.Start);
        return (
            new(window.Start, window.Samples[..length], [.. window.Regions.Take(last + 1)]),
            new(cut, window.Samples[length..], [.. window.Regions.Skip(last + 1)])
        );
    }

    private static double Seconds(long samples) => (double)samples / SpeechDecoder.SampleRate;
}
