using Reflector.Server.Transcripts;
using Reflector.Server.Zulip;

namespace Reflector.Server.Tests.Zulip;

public sealed class ZulipMessageTests
{
    private const string Link = "https://reflector.example.org/transcripts/1";

    [Fact]
    public void A_message_has_title_date_link_length_summary_and_topics() =>
        ZulipMessage
            .Of(Made("Budget", "It was **agreed**."), [Topic(0, "Start"), Topic(3661, "End")], true, Link)
            .ShouldBe(
                """
                # Reflector – Budget

                **Date**: <time:2026-11-20T09:30:00Z>
                **Link**: [View transcript](https://reflector.example.org/transcripts/1)
                **Duration**: 61:03

                ```spoiler Summary
                It was **agreed**.
                ```
                ```spoiler Topics
                1. [00:00] Start
                2. [61:01] End
                ```

                -----
                """.ReplaceLineEndings("\n")
            );

    [Fact]
    public void What_is_missing_is_said()
    {
        var message = ZulipMessage.Of(Made(null, null), [Topic(0, "Start")], includeTopics: false, Link);

        message.ShouldStartWith("# Reflector – Unnamed recording\n");
        message.ShouldContain("```spoiler Summary\nNo summary available\n```\n");
        message.ShouldNotContain("Topics");
    }

    [Theory]
    [InlineData("@**all** wake up")]
    [InlineData("@**everyone**")]
    [InlineData("@*admins*")]
    [InlineData("@_**Ada Lovelace|7**")]
    public void Nobody_is_mentioned(string text)
    {
        var message = ZulipMessage.Of(Made(text, text), [Topic(0, text)], includeTopics: true, Link);

        message.ShouldNotContain("@*");
        message.ShouldNotContain("@_*");
    }

    [Theory]
    [InlineData("```\ncode\n```", "````spoiler Summary\n")]
    [InlineData("`````\n````\n```\nout", "``````spoiler Summary\n")]
    public void Nothing_in_the_summary_closes_its_block(string summary, string opening)
    {
        var message = ZulipMessage.Of(Made("T", summary), [], includeTopics: true, Link);

        message.ShouldContain(opening + summary + "\n" + opening[..opening.IndexOf('s')] + "\n");
    }

    [Fact]
    public void A_title_stays_on_its_line() =>
        ZulipMessage
            .Of(Made("One\n```\n# Two\r\n", "x"), [], false, Link)
            .ShouldStartWith("# Reflector – One ``` # Two\n\n**Date**");

    [Theory]
    [InlineData("a ")]
    [InlineData("🎉")]
    [InlineData("`")]
    [InlineData("```\n")]
    [InlineData("@**all** ")]
    public void The_longest_texts_fit_and_are_closed(string text)
    {
        var summary = string.Concat(Enumerable.Repeat(text, 30_000 / text.Length));
        var topics = Enumerable.Range(0, 500).Select(index => Topic(index * 60, new string('t', 500))).ToList();

        var message = ZulipMessage.Of(Made(new string('x', 1000), summary), topics, true, Link);

        message.EnumerateRunes().Count().ShouldBeLessThanOrEqualTo(ZulipMessage.Longest);
        message.ShouldEndWith("```\n\n-----");
        message.ShouldContain("The rest is behind the link.");
    }

    private static Transcript Made(string? title, string? summary) =>
        new()
        {
            Id = "1",
            Name = "",
            Title = title,
            LongSummary = summary,
            DurationMs = 3_663_000,
            SourceLanguage = "en",
            TargetLanguage = "en",
            CreatedAt = new(2026, 11, 20, 9, 30, 0, TimeSpan.Zero),
        };

    private static Topic Topic(double start, string title) =>
        new()
        {
            Id = "t",
            TranscriptId = "1",
            Position = 0,
            Title = title,
            Summary = "",
            Timestamp = start,
            Duration = 1,
            Words = [],
        };
}
