using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Transcripts;

public sealed class TranscriptSegmentsTests
{
    [Fact]
    public void A_change_of_speaker_begins_a_segment()
    {
        Texts(Said(0, "a b"), Said(1, "c"), Said(0, "d")).ShouldBe(["a b", "c", "d"]);
    }

    [Fact]
    public void A_sentence_mark_closes_a_segment_only_once_it_is_longer_than_120_characters()
    {
        // 119 characters, and 120 with the point; the next point is past it.
        var exactly = new string('x', 60) + " " + new string('y', 58) + ".";
        exactly.Length.ShouldBe(120);

        Texts(Said(0, exactly + " z. next")).ShouldBe([exactly + " z.", "next"]);
        Texts(Said(0, "x" + exactly + " next")).ShouldBe(["x" + exactly, "next"]);
    }

    [Theory]
    [InlineData(".")]
    [InlineData(";")]
    [InlineData(":")]
    [InlineData("?")]
    [InlineData("!")]
    [InlineData("…")]
    [InlineData(".com")]
    public void Each_mark_closes_wherever_it_stands_in_the_word(string mark)
    {
        var longText = new string('x', 121);

        Texts(Said(0, $"{longText} y{mark} z")).ShouldBe([$"{longText} y{mark}", "z"]);
    }

    [Fact]
    public void The_mark_of_the_first_word_does_not_count()
    {
        var first = new string('x', 130) + ".";

        Texts(Said(0, first + " y z")).ShouldBe([first + " y z"]);
    }

    [Fact]
    public void A_comma_closes_nothing()
    {
        var text = new string('x', 130) + " y, z";

        Texts(Said(0, text)).ShouldBe([text]);
    }

    [Fact]
    public void No_words_give_no_segments()
    {
        TranscriptSegments.Of([]).ShouldBeEmpty();
    }

    private static IEnumerable<Word> Said(int speaker, string text) =>
        text.Split(' ').Select((word, index) => new Word(word, index, index + 1, speaker));

    private static IEnumerable<string> Texts(params IEnumerable<Word>[] turns) =>
        TranscriptSegments.Of(turns.SelectMany(turn => turn)).Select(segment => segment.Text);
}
