using System.Diagnostics;
using Reflector.Server.Summaries;
using Reflector.Server.Summaries.Extractive;
using Reflector.Server.Summaries.Templates;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Summaries;

public sealed class ExtractiveEdgeTests(ITestOutputHelper output)
{
    private readonly ExtractiveSummarizer _summarizer = new();

    [Fact]
    public async Task No_words_give_nothing()
    {
        var (topics, title, summary, items) = await RunAsync([]);

        topics.ShouldBeEmpty();
        title.ShouldBe("");
        (summary.Short, summary.Long).ShouldBe(("", ""));
        summary.Sources.ShouldBeEmpty();
        items.NextSteps.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Hello.", "Hello")]
    [InlineData("um", "Um")]
    [InlineData("...", "Untitled")]
    [InlineData("The bridge is closed.", "Bridge")]
    public async Task A_few_words_are_one_topic(string said, string expected)
    {
        var (topics, title, _, _) = await RunAsync(Meeting.Say(said));

        topics.ShouldHaveSingleItem().Words.Count.ShouldBe(said.Split(' ').Length);
        title.ShouldBe(expected);
    }

    [Fact]
    public async Task A_minute_is_one_topic_and_an_hour_about_a_dozen()
    {
        (await RunAsync(Speech.Make(sections: 1, wordsPerSection: 150))).Topics.Count.ShouldBe(1);
        (await RunAsync(Speech.Make(sections: 11, wordsPerSection: 820))).Topics.Count.ShouldBeInRange(8, 15);
    }

    [Fact]
    public async Task Five_hours_take_little_time_and_memory()
    {
        var words = Speech.Make(sections: 25, wordsPerSection: 1_800);
        await RunAsync(words.Take(2_000).ToList());
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();

        var (topics, _, summary, _) = await RunAsync(words);

        output.WriteLine(
            $"{words.Count} words: {watch.ElapsedMilliseconds} ms, {(GC.GetAllocatedBytesForCurrentThread() - before) >> 20} MiB allocated, {topics.Count} topics"
        );
        topics.SelectMany(topic => topic.Words).ShouldBe(words);
        topics.Count.ShouldBeInRange(15, 35);
        summary.Long.Length.ShouldBeLessThan(20_000);

        // Two seconds on a quiet machine; the bar here only catches growth with the square of the length.
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Five_hours_of_one_word_end()
    {
        var (topics, title, summary, _) = await RunAsync([
            .. Enumerable.Range(0, 45_000).Select(at => new Word("Bingo.", at, at + 0.5)),
        ]);

        topics.Sum(topic => topic.Words.Count).ShouldBe(45_000);
        title.ShouldStartWith("Bingo");
        summary.Short.ShouldBe("Bingo.");
    }

    [Fact]
    public async Task A_loop_is_told_once()
    {
        var (_, _, summary, items) = await RunAsync(
            Meeting.Say(Repeat("The committee will send the budget to the mayor by Friday. ", 80))
        );

        summary.Short.ShouldBe("The committee will send the budget to the mayor by Friday.");
        summary.Long.Split("- ").Length.ShouldBe(2);
        items.NextSteps.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("product-planning")]
    [InlineData("council-meeting")]
    public async Task Text_without_punctuation_or_capitals_still_gives_topics_and_titles(string name)
    {
        var words = Meeting
            .Read(name, voices: false)
            .Words.Select(word => word with { Text = word.Text.ToLowerInvariant().Trim('.', ',', '?', '!') })
            .ToList();

        var (topics, title, summary, _) = await RunAsync(words);

        topics.SelectMany(topic => topic.Words).ShouldBe(words);
        topics.Count.ShouldBeInRange(2, 6);
        title.Length.ShouldBeGreaterThan(3);
        summary.Long.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Upper_case_text_is_read_like_other_text()
    {
        var words = Meeting
            .Read("council-meeting")
            .Words.Select(word => word with { Text = word.Text.ToUpperInvariant() })
            .ToList();

        var (topics, title, _, items) = await RunAsync(words);

        topics.Count.ShouldBeInRange(3, 5);
        title.ShouldNotBe(title.ToUpperInvariant());
        items.NextSteps.Count.ShouldBeGreaterThan(2);
    }

    [Theory]
    [InlineData(
        "Wir haben heute über die neue Brücke gesprochen und die Brücke wird im Frühjahr gebaut. Die Kosten für die Brücke sind aber noch nicht klar. ",
        "Brücke"
    )]
    [InlineData(
        "Nous avons parlé du nouveau pont et le pont sera construit au printemps avec l'argent de la région. Le pont est trop cher pour la ville. ",
        "Pont"
    )]
    [InlineData(
        "Kaupunki rakentaa uuden sillan ensi keväänä. Silta maksaa paljon rahaa. Sillan rakentaminen kestää kaksi vuotta. ",
        ""
    )]
    [InlineData("我们 今天 讨论 新 桥梁 。 桥梁 的 费用 很 高 。 ", "")]
    public async Task Other_languages_get_titles_and_summaries_too(string said, string subject)
    {
        var (topics, title, summary, _) = await RunAsync(Meeting.Say(said));

        topics.ShouldHaveSingleItem();
        title.ShouldContain(subject);
        title.ShouldNotBeEmpty();
        summary.Short.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Markup_that_was_said_stays_text()
    {
        var words = Meeting.Say(
            "The script tag <script>alert(1)</script> opens a link [here](http://x) in the _bold_ report today."
        );

        var (_, _, summary, _) = await RunAsync(words);

        summary.Long.ShouldContain("\\<script\\>alert(1)\\</script\\>");
        summary.Long.ShouldContain("\\[here\\]");
    }

    private async Task<(
        IReadOnlyList<TopicDraft> Topics,
        string Title,
        SummaryDraft Summary,
        ActionItems Items
    )> RunAsync(IReadOnlyList<Word> words)
    {
        var topics = await _summarizer.DetectTopicsAsync(words, null, default);
        return (
            topics,
            await _summarizer.WriteTitleAsync(topics, default),
            await _summarizer.SummarizeAsync(topics, [], SummaryStyle.General, null, default),
            await _summarizer.FindActionItemsAsync(topics, [], default)
        );
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
