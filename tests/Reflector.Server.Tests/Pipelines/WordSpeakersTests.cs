using Reflector.Server.Diarization;
using Reflector.Server.Transcripts;
using Reflector.Speech.Diarization;

namespace Reflector.Server.Tests.Pipelines;

public sealed class WordSpeakersTests
{
    [Fact]
    public void Words_have_the_voice_in_whose_turn_they_begin()
    {
        Speakers("Hello there. Good morning.", new(0, 2, 0), new(2, 4, 1)).ShouldBe([0, 0, 1, 1]);
    }

    [Fact]
    public void A_voice_takes_over_only_where_a_sentence_ends_or_begins()
    {
        Speakers("I will do that. Good.", new(0, 2.5, 0), new(2.5, 9, 1)).ShouldBe([0, 0, 0, 0, 1]);
        Speakers("so we said Yes then", new(0, 1.5, 0), new(1.5, 9, 1)).ShouldBe([0, 0, 0, 1, 1]);
    }

    [Fact]
    public void Text_without_marks_and_capitals_is_parted_by_time_alone()
    {
        Speakers("one two three four", new(0, 2, 0), new(2, 9, 1)).ShouldBe([0, 0, 1, 1]);
    }

    [Fact]
    public void Of_turns_that_overlap_the_longer_counts()
    {
        Speakers("A. B. C. D.", new(0, 4, 0), new(1, 2, 1)).ShouldBe([0, 0, 0, 0]);
    }

    [Fact]
    public void Turns_without_words_do_not_count_and_words_behind_the_last_belong_to_it()
    {
        Speakers("A. B. C. D.", new(0, 2, 5), new(2.2, 2.3, 7), new(2.4, 3.5, 6)).ShouldBe([0, 0, 1, 1]);
        Speakers("A. B. C. D.", new(0, 1, 5), new(1, 2, 6)).ShouldBe([0, 1, 1, 1]);
    }

    [Fact]
    public void Without_turns_nothing_changes() => Speakers("A. B.").ShouldBe([0, 0]);

    [Fact]
    public void Whatever_the_turns_every_word_is_kept_in_order_with_a_voice_of_the_turns()
    {
        var random = new Random(11);
        for (var round = 0; round < 500; round++)
        {
            var words = Enumerable
                .Range(0, random.Next(0, 30))
                .Select(number => new Word(
                    random.Next(3) == 0 ? "End."
                        : random.Next(3) == 0 ? "Cap"
                        : "low",
                    number,
                    number + 1
                ))
                .ToList();
            var turns = Enumerable
                .Range(0, random.Next(0, 12))
                .Select(_ => random.NextDouble() * 30)
                .Select(start => new SpeakerTurn(start, start + random.NextDouble() * 8, random.Next(4)))
                .ToList();

            var assigned = WordSpeakers.Assign(words, turns);

            assigned.Select(word => word with { Speaker = 0 }).ShouldBe(words);
            var voices = assigned.Select(word => word.Speaker).Distinct().ToList();
            // Numbered as they come.
            voices.ShouldBe(Enumerable.Range(0, voices.Count));
            voices.Count.ShouldBeLessThanOrEqualTo(Math.Max(1, turns.Select(turn => turn.Speaker).Distinct().Count()));
        }
    }

    /// <summary>A word a second.</summary>
    private static IEnumerable<int> Speakers(string text, params SpeakerTurn[] turns) =>
        WordSpeakers
            .Assign([.. text.Split(' ').Select((word, number) => new Word(word, number, number + 0.9))], turns)
            .Select(word => word.Speaker);
}
