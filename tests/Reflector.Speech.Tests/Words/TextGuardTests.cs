using Reflector.Speech.Words;

namespace Reflector.Speech.Tests.Words;

public sealed class TextGuardTests
{
    [Fact]
    public void A_loop_is_kept_once_and_the_text_after_it_stays()
    {
        var words = TextGuard.Words("and then " + string.Concat(Enumerable.Repeat("I know you, ", 12)) + "he left");

        TextGuard.Clean(words, seconds: 30).ShouldBe(["and", "then", "I", "know", "you,", "he", "left"]);
        TextGuard.IsDoubtful(words, seconds: 30).ShouldBeTrue();
    }

    [Theory]
    [InlineData("No, no, no, no.")]
    [InlineData("bye bye, bye bye, and thank you")]
    public void People_repeat_themselves_a_little(string text)
    {
        var words = TextGuard.Words(text);

        TextGuard.Clean(words, seconds: 3).ShouldBe(words);
    }

    [Fact]
    public void Nobody_says_fifty_words_in_two_seconds()
    {
        var words = Enumerable.Range(0, 50).Select(i => $"word{i}").ToArray();

        TextGuard.Clean(words, seconds: 2).Count.ShouldBeLessThanOrEqualTo(13);
    }

    [Fact]
    public void Two_words_for_ten_seconds_of_speech_are_doubtful() =>
        TextGuard.IsDoubtful(["Thank", "you."], seconds: 10).ShouldBeTrue();

    [Fact]
    public void Punctuation_alone_is_no_word() => TextGuard.Words(" ... — ! ").ShouldBeEmpty();

    [Theory]
    [InlineData("See you to-morrow, good-bye.", "See you tomorrow, goodbye.")]
    [InlineData("Some body said any thing.", "Somebody said anything.")]
    [InlineData("a well-known day-to-day thing", "a well-known day-to-day thing")]
    public void Old_spellings_are_written_as_now(string text, string expected) =>
        Spelling.Modernize(text).ShouldBe(expected);
}
