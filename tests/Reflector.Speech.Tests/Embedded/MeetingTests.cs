using Reflector.Fakes.Speech;

namespace Reflector.Speech.Tests.Embedded;

public sealed class MeetingTests(MeetingFixture fixture) : IClassFixture<MeetingFixture>
{
    private IEnumerable<SpeechWord> Words => fixture.Segments.SelectMany(segment => segment.Words);

    [Fact]
    public void At_most_six_words_in_a_hundred_are_wrong()
    {
        var text = string.Join(' ', fixture.Segments.Select(segment => segment.Text));

        WordErrorRate.Of(fixture.Meeting.Text, text).Rate.ShouldBeLessThanOrEqualTo(0.06, text);
    }

    [Fact]
    public void Words_begin_when_they_were_said()
    {
        var errors = WordTimes.Errors(
            fixture.Meeting.Words,
            [.. Words.Select(w => new SpokenWord(w.Text, w.Start, w.End))]
        );

        errors[errors.Count / 2].ShouldBeLessThanOrEqualTo(0.25);
        errors[(int)(errors.Count * 0.95)].ShouldBeLessThanOrEqualTo(0.8);
    }

    [Fact]
    public void Words_are_in_order_and_do_not_overlap()
    {
        var words = Words.ToArray();

        words.ShouldAllBe(word => word.End >= word.Start && word.Start >= 0);
        words.Zip(words.Skip(1)).ShouldAllBe(pair => pair.First.End <= pair.Second.Start);
        words[^1].End.ShouldBeLessThanOrEqualTo(fixture.Meeting.Duration);
    }

    [Fact]
    public void No_word_begins_in_a_pause_between_speakers()
    {
        var spoken = fixture.Meeting.Words;
        var pauses = spoken.Zip(spoken.Skip(1)).Where(pair => pair.Second.Start - pair.First.End > 0.8);

        foreach (var (before, after) in pauses)
            Words.ShouldNotContain(word => word.Start > before.End + 0.3 && word.Start < after.Start - 0.3);
    }

    [Fact]
    public void Segments_do_not_overlap()
    {
        var segments = fixture.Segments;

        segments.Zip(segments.Skip(1)).ShouldAllBe(pair => pair.First.End <= pair.Second.Start);
        segments.ShouldAllBe(s => s.Words[0].Start >= s.Start && s.Words.All(word => word.End <= s.End));
    }

    [Fact]
    public void Progress_rises_to_the_end_of_the_recording()
    {
        fixture.Progress.ShouldBe(fixture.Progress.Order());
        fixture.Progress[^1].ShouldBe(fixture.Meeting.Duration, 0.1);
    }

    [Fact]
    public async Task A_run_continues_where_an_earlier_one_stopped()
    {
        var stopped = fixture.Segments[2].End;

        var rest = await fixture
            .Recognizer.RecognizeAsync(AudioSource.Of(fixture.Meeting.Samples), new(SkipUntil: stopped))
            .ToListAsync();

        rest.Select(segment => (segment.Start, segment.End, segment.Text))
            .ShouldBe(fixture.Segments.Skip(3).Select(segment => (segment.Start, segment.End, segment.Text)));
    }
}
