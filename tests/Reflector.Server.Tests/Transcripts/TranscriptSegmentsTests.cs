using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Transcripts;

public sealed class TranscriptSegmentsTests
{
    [Fact]
    public void With_a_track_per_person_a_sentence_stays_whole_while_another_talks()
    {
        Word[] words =
        [
            new("I", 0, 0.2, 0),
            new("No!", 0.1, 0.4, 1),
            new("think", 0.3, 0.5, 0),
            new("Why", 0.5, 0.6, 1),
            new("so.", 0.6, 0.8, 0),
            new("Yes", 0.9, 1, 0),
        ];

        TranscriptSegments
            .OfTracks(words)
            .Select(segment => (segment.Speaker, segment.Text))
            .ShouldBe([(0, "I think so."), (1, "No!"), (1, "Why"), (0, "Yes")]);
    }

    [Theory]
    [InlineData(".", true)]
    [InlineData("?", true)]
    [InlineData("!", true)]
    [InlineData("…", true)]
    [InlineData(". ", true)]
    [InlineData(";", false)]
    [InlineData(":", false)]
    [InlineData(".com", false)]
    public void With_a_track_per_person_only_the_end_of_a_sentence_ends_a_segment(string mark, bool ends)
    {
        Word[] words = [new("one" + mark, 0, 1, 3), new("two", 1, 2, 3)];

        TranscriptSegments.OfTracks(words).Count.ShouldBe(ends ? 2 : 1);
    }

    [Fact]
    public void With_a_track_per_person_a_segment_ends_at_1000_characters()
    {
        var words = Enumerable.Range(0, 250).Select(number => new Word("abcd", number, number + 1));

        TranscriptSegments.OfTracks(words).Select(segment => segment.Text.Length).ShouldBe([1004, 244]);
    }

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
