using Reflector.Speech.Native;
using Reflector.Speech.Segmentation;
using Reflector.Speech.Words;

namespace Reflector.Speech.Tests.Words;

public sealed class WordTimerTests
{
    private const int Rate = 16000;
    private static readonly SpeechRegion[] Regions = [new(Rate, 2 * Rate), new(5 * Rate, 6 * Rate)];

    [Fact]
    public void A_word_that_would_begin_in_silence_moves_into_the_next_speech()
    {
        var words = WordTimer.Settle([new("one", 0.2, 1.5), new("two", 3, 5.5), new("three", 9, 9.5)], Regions);

        words.Select(word => word.Start).ShouldBe([1, 5, 5.99]);
        words[0].End.ShouldBe(1.5);
    }

    [Fact]
    public void No_word_reaches_into_the_next_or_begins_before_the_last()
    {
        var words = WordTimer.Settle([new("a", 1.5, 1.9), new("b", 1.2, 1.3), new("c", 1.6, 5.5)], Regions);

        words.Select(word => word.Start).ShouldBe([1.5, 1.5, 1.6]);
        words.Zip(words.Skip(1)).ShouldAllBe(pair => pair.First.End <= pair.Second.Start);
        words[2].End.ShouldBe(2);
    }

    [Fact]
    public void Times_of_a_models_tokens_are_used()
    {
        DecodedToken[] tokens = [new("▁Hel", 0.1), new("lo", 0.2), new(" wor", 0.6), new("ld", 0.7), new(".", 0.8)];
        var window = new AudioWindow(Rate, new float[2 * Rate], [new(Rate, 3 * Rate)]);

        var words = new WordTimer().Time(["Hello", "world."], new("Hello world.", tokens), window);

        words.Select(word => word.Start).ShouldBe([1.1, 1.6]);
        words[0].End.ShouldBeInRange(1.2, 1.6);
    }

    [Fact]
    public void Spread_words_stay_inside_the_speech()
    {
        var words = WordSpreader.Spread(["one", "two", "three", "four"], Regions, Rate);

        words.ShouldAllBe(w => w.Start >= 1 && w.Start < 2 || w.Start >= 5 && w.Start < 6);
        words[^1].End.ShouldBe(6);
    }
}
