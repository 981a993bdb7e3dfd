using Reflector.Speech.Native;
using Reflector.Speech.Segmentation;

namespace Reflector.Speech.Words;

/// <summary>Gives the words of a decoded window their times in the recording.</summary>
internal sealed class WordTimer
{
    private const double FrameSeconds = (double)SoundFeatures.Hop / SpeechDecoder.SampleRate;

    /// <summary>A model's last token says when it begins, not when it ends.</summary>
    private const double TokenSeconds = 0.25;

    private readonly WordAligner _aligner = new(SoundModel.Default);

    public IReadOnlyList<SpeechWord> Time(IReadOnlyList<string> words, DecodedText decoded, AudioWindow window)
    {
        if (words.Count == 0)
            return [];
        var timed = decoded.Tokens.Count > 0 ? FromTokens(words, decoded.Tokens, window) : FromSounds(words, window);
        return Settle(timed ?? WordSpreader.Spread(words, window.Regions, SpeechDecoder.SampleRate), window.Regions);
    }

    /// <summary>Words and tokens are matched by their place among the letters of the text.</summary>
    private static List<SpeechWord>? FromTokens(
        IReadOnlyList<string> words,
        IReadOnlyList<DecodedToken> tokens,
        AudioWindow window
    )
    {
        var offset = (double)window.Start / SpeechDecoder.SampleRate;
        var lengths = tokens.Select(token => Letters(token.Text)).ToArray();
        var (tokenLetters, wordLetters) = (lengths.Sum(), words.Sum(Letters));
        if (tokenLetters == 0 || wordLetters == 0)
            return null;
        var scale = (double)tokenLetters / wordLetters;
        var timed = new List<SpeechWord>(words.Count);
        var (token, passed, letters) = (0, 0, 0);
        foreach (var word in words)
        {
            Advance((int)Math.Round(letters * scale));
            var start = tokens[token].Start;
            letters += Letters(word);
            Advance((int)Math.Round(letters * scale) - 1);
            timed.Add(new(word, offset + start, offset + Math.Max(start, tokens[token].Start) + TokenSeconds));
        }
        return timed;

        void Advance(int place)
        {
            while (token < tokens.Count - 1 && passed + lengths[token] <= place)
                passed += lengths[token++];
        }
    }

    private List<SpeechWord>? FromSounds(IReadOnlyList<string> words, AudioWindow window)
    {
        var features = SoundFeatures.Of(window.Samples);
        var speech = new bool[features.Frames];
        foreach (var region in window.Regions)
        {
            var from = (int)Math.Clamp((region.Start - window.Start) / SoundFeatures.Hop, 0, speech.Length);
            var to = (int)Math.Clamp((region.End - window.Start) / SoundFeatures.Hop, from, speech.Length);
            speech.AsSpan(from, to - from).Fill(true);
        }
        var offset = (double)window.Start / SpeechDecoder.SampleRate;
        return _aligner.Align(words, features, speech) is { } frames
            ?
            [
                .. words.Zip(
                    frames,
                    (word, at) => new SpeechWord(word, offset + at.Start * FrameSeconds, offset + at.End * FrameSeconds)
                ),
            ]
            : null;
    }

    /// <summary>No word begins in silence or before the one before it, and none reaches into the next.</summary>
    internal static IReadOnlyList<SpeechWord> Settle(
        IReadOnlyList<SpeechWord> words,
        IReadOnlyList<SpeechRegion> regions
    )
    {
        var settled = new SpeechWord[words.Count];
        var earliest = 0.0;
        for (var i = 0; i < words.Count; i++)
        {
            var (start, regionEnd) = IntoSpeech(words[i].Start, earliest, regions);
            earliest = start;
            settled[i] = words[i] with
            {
                Start = start,
                End = Math.Clamp(words[i].End, start, Math.Max(start, regionEnd)),
            };
        }
        return WithoutOverlap(settled);
    }

    /// <summary>Times of another recogniser: kept, but in order, without overlap and within the recording.</summary>
    internal static IReadOnlyList<SpeechWord> Order(IEnumerable<SpeechWord> words, double end)
    {
        var earliest = 0.0;
        var ordered = new List<SpeechWord>();
        foreach (var word in words)
        {
            earliest = Math.Max(earliest, Math.Min(word.Start, end));
            ordered.Add(word with { Start = earliest, End = Math.Clamp(word.End, earliest, Math.Max(earliest, end)) });
        }
        return WithoutOverlap(ordered);
    }

    private static SpeechWord[] WithoutOverlap(IReadOnlyList<SpeechWord> words)
    {
        var result = new SpeechWord[words.Count];
        for (var i = 0; i < result.Length; i++)
        {
            var end = i + 1 < result.Length ? Math.Min(words[i].End, words[i + 1].Start) : words[i].End;
            result[i] = words[i] with { Start = Round(words[i].Start), End = Round(end) };
        }
        return result;
    }

    /// <summary>The time itself when somebody speaks then, else the nearest later one, else the end of all speech.</summary>
    private static (double Start, double RegionEnd) IntoSpeech(
        double wanted,
        double earliest,
        IReadOnlyList<SpeechRegion> regions
    )
    {
        var time = Math.Max(wanted, earliest);
        foreach (var region in regions)
        {
            var end = (double)region.End / SpeechDecoder.SampleRate;
            if (time < end)
                return (Math.Max(time, (double)region.Start / SpeechDecoder.SampleRate), end);
        }
        var last = (double)regions[^1].End / SpeechDecoder.SampleRate;
        return (Math.Max(earliest, last - 0.01), last);
    }

    private static double Round(double seconds) => Math.Round(seconds, 3);

    private static int Letters(string text) =>
        text.StartsWith("<|", StringComparison.Ordinal) ? 0 : text.Count(c => c is not (' ' or '▁'));
}
