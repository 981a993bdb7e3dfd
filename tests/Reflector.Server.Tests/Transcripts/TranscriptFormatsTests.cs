using Reflector.Server.Tests.Hosting;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Transcripts;

/// <summary>What the formats look like to the letter, through the API.</summary>
public sealed class TranscriptFormatsTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private static readonly Word[] First =
    [
        new("Hello", 0.5, 0.9),
        new("there.", 1, 1.25, 0),
        new("Q&A:", 2, 2.5, 1),
        new("1", 2.5, 2.75, 1),
        new("<", 2.75, 3, 1),
        new("2", 3, 3.0625, 1),
    ];

    private static readonly Word[] Second = [new("Bye.", 3661.5, 3662.125)];

    private TestServer Server => shared.Server;

    [Theory]
    [InlineData("text", "Ada: Hello there.\nSpeaker 1: Q&A: 1 < 2\nAda: Bye.")]
    [InlineData("text-timestamped", "[00:00] Ada: Hello there.\n[00:02] Speaker 1: Q&A: 1 < 2\n[61:01] Ada: Bye.")]
    [InlineData(
        "webvtt-named",
        """
            WEBVTT

            00:00:00.500 --> 00:00:01.250
            <v Ada>Hello there.

            00:00:02.000 --> 00:00:03.062
            <v Speaker 1>Q&amp;A: 1 &lt; 2

            01:01:01.500 --> 01:01:02.125
            <v Ada>Bye.

            """
    )]
    [InlineData(
        "srt",
        """
            1
            00:00:00,500 --> 00:00:01,250
            Ada: Hello there.

            2
            00:00:02,000 --> 00:00:03,062
            Speaker 1: Q&A: 1 < 2

            3
            01:01:01,500 --> 01:01:02,125
            Ada: Bye.

            """
    )]
    public async Task A_transcript_is_written_in_each_format(string format, string expected)
    {
        var id = await TranscriptOf([new("a", 0, "Ada")], First, Second);

        var read = await Server.GetAsync($"/v1/transcripts/{id}?transcript_format={format}");

        ((string)read["transcript_format"]!).ShouldBe(format);
        ((string)read["transcript"]!).ShouldBe(expected.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_transcript_is_told_without_its_words()
    {
        var id = await TranscriptOf([new("a", 0, "Ada")], First, Second);

        var read = await Server.GetAsync($"/v1/transcripts/{id}?transcript_format=none");

        ((string)read["id"]!).ShouldBe(id);
        ((string)read["participants"]![0]!["name"]!).ShouldBe("Ada");
        read.AsObject().ContainsKey("transcript").ShouldBeFalse();
    }

    [Fact]
    public async Task A_transcript_is_written_as_JSON_segments()
    {
        var id = await TranscriptOf([new("a", 0, "Ada")], First, Second);

        var read = await Server.GetAsync($"/v1/transcripts/{id}?transcript_format=json");

        read["transcript"]!
            .ToJsonString()
            .ShouldBe(
                """
                [{"speaker":0,"speaker_name":"Ada","text":"Hello there.","start":0.5,"end":1.25},{"speaker":1,"speaker_name":"Speaker 1","text":"Q\u0026A: 1 \u003C 2","start":2,"end":3.0625},{"speaker":0,"speaker_name":"Ada","text":"Bye.","start":3661.5,"end":3662.125}]
                """
            );
    }

    [Theory]
    [InlineData("text", "\"\"")]
    [InlineData("text-timestamped", "\"\"")]
    [InlineData("webvtt-named", "\"WEBVTT\\n\"")]
    [InlineData("srt", "\"\"")]
    [InlineData("json", "[]")]
    public async Task An_empty_transcript_is_empty_in_each_format(string format, string expected)
    {
        var id = await Server.CreateTranscriptAsync();

        var read = await Server.GetAsync($"/v1/transcripts/{id}?transcript_format={format}");

        read["transcript"]!.ToJsonString().ShouldBe(expected);
    }

    [Theory]
    [InlineData("Text")]
    [InlineData("docx")]
    [InlineData("0")]
    public async Task An_unknown_format_is_refused(string format)
    {
        var id = await Server.CreateTranscriptAsync();
        using var answer = await Server.Client.GetAsync($"/v1/transcripts/{id}?transcript_format={format}");

        (await answer.InvalidAsync()).ShouldBe("query.transcript_format");
    }

    [Fact]
    public async Task A_name_cannot_break_out_of_its_cue()
    {
        var id = await TranscriptOf([new("a", 0, "A>b\r\n\r\n00:00:00.000 --> 00:00:09.000\rfake")], Second);

        foreach (var format in new[] { "webvtt-named", "srt", "text" })
        {
            var text = (string)
                (await Server.GetAsync($"/v1/transcripts/{id}?transcript_format={format}"))["transcript"]!;
            text.ShouldNotContain('\r');
            text.Split('\n').Count(line => line.Contains("fake", StringComparison.Ordinal)).ShouldBe(1);
            text.Split('\n').Count(line => line.StartsWith("00:", StringComparison.Ordinal)).ShouldBe(0, format);
        }
    }

    [Fact]
    public async Task Topics_carry_words_segments_and_runs_of_speakers()
    {
        var id = await TranscriptOf([], First, Second);

        var topics = (await Server.GetAsync($"/v1/transcripts/{id}/topics")).AsArray();
        topics.Select(topic => (string)topic!["title"]!).ShouldBe(["Topic 0", "Topic 1"]);
        ((string)topics[0]!["transcript"]!).ShouldBe("Hello there. Q&A: 1 < 2");
        ((double)topics[0]!["timestamp"]!).ShouldBe(0.5);
        ((double)topics[0]!["duration"]!).ShouldBe(2.5625);
        topics[0]!["segments"]!
            .AsArray()
            .Select(segment => ((string)segment!["text"]!, (double)segment["start"]!, (int)segment["speaker"]!))
            .ShouldBe([("Hello there.", 0.5, 0), ("Q&A: 1 < 2", 2, 1)]);
        topics[0]!.AsObject().ShouldNotContainKey("words");

        var withWords = (await Server.GetAsync($"/v1/transcripts/{id}/topics/with-words")).AsArray();
        withWords[0]!["words"]!.AsArray().Count.ShouldBe(6);
        withWords[1]!["words"]!
            .ToJsonString()
            .ShouldBe("""[{"text":"Bye.","start":3661.5,"end":3662.125,"speaker":0}]""");

        var runs = (await Server.GetAsync($"/v1/transcripts/{id}/topics/{topics[0]!["id"]}/words-per-speaker"))[
            "words_per_speaker"
        ]!.AsArray();
        runs.Select(run => ((int)run!["speaker"]!, run["words"]!.AsArray().Count)).ShouldBe([(0, 2), (1, 4)]);
        using var unknown = await Server.Client.GetAsync($"/v1/transcripts/{id}/topics/none/words-per-speaker");
        (await unknown.RefusedAsync(404)).ShouldBe("Topic not found");
    }

    [Fact]
    public async Task A_topic_of_another_transcript_is_not_found()
    {
        var id = await TranscriptOf([], First);
        var other = await Server.CreateTranscriptAsync();
        var topic = (string)(await Server.GetAsync($"/v1/transcripts/{id}/topics"))[0]!["id"]!;

        using var answer = await Server.Client.GetAsync($"/v1/transcripts/{other}/topics/{topic}/words-per-speaker");

        await answer.RefusedAsync(404);
    }

    private Task<string> TranscriptOf(IReadOnlyList<Participant> participants, params Word[][] topics) =>
        Server.WriteTranscriptAsync(participants, topics);
}
