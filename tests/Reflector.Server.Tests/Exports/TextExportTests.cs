using System.Text.Json.Nodes;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Exports;

/// <summary>The formats that are text, to the letter.</summary>
public sealed class TextExportTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private TestServer Server => shared.Server;

    [Fact]
    public async Task A_transcript_is_written_as_text()
    {
        var id = await ExportedMeeting.WriteAsync(Server);

        var text = await Server.ExportTextAsync(id, "text");

        text.ShouldStartWith("Budget meeting\n");
        text[text.IndexOf("1 h 01 min", StringComparison.Ordinal)..]
            .ShouldBe(
                """
                1 h 01 min
                Ada, Grace

                Summary
                -------
                The budget was discussed.
                It was agreed.
                Nobody objected.

                Decisions
                ---------
                - The budget is agreed. (Ada)

                Next steps
                ----------
                - Send the minutes. (Grace, Friday)

                Topics
                ------
                [00:00] Topic 0
                [61:01] Topic 1

                Topic 0
                -------
                [00:00] Ada: Hello there.
                [00:02] Grace: Good morning.

                Topic 1
                -------
                [61:01] Ada: We agree.

                """.ReplaceLineEndings("\n")
            );
    }

    [Fact]
    public async Task Parts_that_are_not_wanted_are_left_out()
    {
        var id = await ExportedMeeting.WriteAsync(Server);

        var text = await Server.ExportTextAsync(
            id,
            "text",
            "&timestamps=false&speakers=false&summary=false&topics=false&action_items=false"
        );

        text[text.IndexOf("1 h 01 min", StringComparison.Ordinal)..]
            .ShouldBe("1 h 01 min\n\nTranscript\n----------\nHello there.\nGood morning.\nWe agree.\n");
    }

    [Fact]
    public async Task A_transcript_is_written_as_Markdown()
    {
        var id = await ExportedMeeting.WriteAsync(Server);

        var text = await Server.ExportTextAsync(id, "markdown");

        text.ShouldStartWith("# Budget meeting\n\n");
        text.ShouldContain("## Summary\n\nThe **budget** was discussed.\n\n- It was *agreed*.\n- Nobody objected.\n");
        text.ShouldContain("## Next steps\n\n- [ ] Send the minutes. (Grace, Friday)\n");
        text.ShouldContain("## Topics\n\n- **00:00** Topic 0\n- **61:01** Topic 1\n");
        text.ShouldEndWith("### Topic 1 (61:01)\n\n`61:01` **Ada:** We agree.\n");
    }

    [Fact]
    public async Task What_people_say_and_name_is_no_Markdown_and_no_HTML()
    {
        var id = await ExportedMeeting.WriteAsync(
            Server,
            title: "# <script>alert(1)</script> [x](javascript:alert(1))",
            people: [new("a", 0, "**Bold** <img src=x>")],
            topics:
            [
                [new("<b>1.</b>", 0, 1), new("![y](http://evil)", 1, 2), new("=cmd|'/c calc'!A1", 2, 3)],
            ],
            summary: "A <script>alert(1)</script> summary"
        );

        var text = await Server.ExportTextAsync(id, "markdown");
        var html = Markdig.Markdown.ToHtml(text);

        html.ShouldNotContain("<script");
        html.ShouldNotContain("<img");
        html.ShouldNotContain("<a ");
        html.ShouldNotContain("<b>");
        html.ShouldContain("**Bold** &lt;img src=x&gt;");
        html.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt; [x](javascript:alert(1))</h1>");
    }

    [Theory]
    [InlineData("webvtt", "webvtt-named")]
    [InlineData("srt", "srt")]
    public async Task Subtitles_are_those_of_the_transcript(string format, string transcriptFormat)
    {
        var id = await ExportedMeeting.WriteAsync(Server);
        var transcript = await Server.GetAsync($"/v1/transcripts/{id}?transcript_format={transcriptFormat}");

        var text = await Server.ExportTextAsync(id, format);
        var nameless = await Server.ExportTextAsync(id, format, "&speakers=false");

        text.ShouldBe((string)transcript["transcript"]!);
        nameless.ShouldBe(
            text.Replace("<v Ada>", "").Replace("<v Grace>", "").Replace("Ada: ", "").Replace("Grace: ", "")
        );
    }

    [Fact]
    public async Task JSON_holds_everything_that_was_said_and_written_and_nothing_of_accounts()
    {
        var id = await ExportedMeeting.WriteAsync(Server);

        var json = JsonNode.Parse(await Server.ExportTextAsync(id, "json"))!;

        ((string)json["format"]!).ShouldBe("reflector.transcript");
        ((int)json["version"]!).ShouldBe(1);
        ((string)json["id"]!).ShouldBe(id);
        ((double)json["duration"]!).ShouldBe(3663);
        json["participants"]!.ToJsonString().ShouldBe("""[{"name":"Ada","speaker":0},{"name":"Grace","speaker":1}]""");
        ((string)json["action_items"]!["decisions"]![0]!["rationale"]!).ShouldBe("It fits.");
        ((string)json["action_items"]!["next_steps"]![0]!["deadline"]!).ShouldBe("Friday");
        json["topics"]!.AsArray().Count.ShouldBe(2);
        json["topics"]![0]!["segments"]![1]!
            .ToJsonString()
            .ShouldBe(
                """{"speaker":1,"speaker_name":"Grace","start":2,"end":3,"text":"Good morning.","words":[{"text":"Good","start":2,"end":2.5},{"text":"morning.","start":2.5,"end":3}]}"""
            );
        json.ToJsonString().ShouldNotContain("user-of-ada");
        json.ToJsonString().ShouldNotContain("local");
    }

    [Theory]
    [InlineData("text")]
    [InlineData("markdown")]
    [InlineData("srt")]
    [InlineData("webvtt")]
    [InlineData("json")]
    [InlineData("docx")]
    [InlineData("pdf")]
    public async Task An_empty_transcript_is_a_file_in_each_format(string format)
    {
        var id = await Server.CreateTranscriptAsync("Nothing yet");

        using var answer = await Server.ExportAsync(id, format);

        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_document_without_text_says_so()
    {
        var id = await Server.CreateTranscriptAsync("Nothing yet");

        (await Server.ExportTextAsync(id, "text")).ShouldEndWith("Transcript\n----------\nNo speech was recognised.\n");
    }

    [Theory]
    [InlineData("format=html")]
    [InlineData("format=0")]
    [InlineData("")]
    [InlineData("format=text&timestamps=perhaps")]
    public async Task Unknown_formats_and_options_are_refused(string query)
    {
        var id = await Server.CreateTranscriptAsync();

        using var answer = await Server.Client.GetAsync($"/v1/transcripts/{id}/export?{query}");

        await answer.InvalidAsync();
    }

    [Fact]
    public async Task The_file_is_named_after_the_title_in_every_script()
    {
        var id = await ExportedMeeting.WriteAsync(Server, title: "Besprechung über 予算 «2026»");

        using var answer = await Server.ExportAsync(id, "text");

        var disposition = answer.Content.Headers.ContentDisposition!;
        disposition.DispositionType.ShouldBe("attachment");
        disposition.FileNameStar.ShouldBe("Besprechung über 予算 «2026».txt");
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; charset=utf-8");
    }

    [Theory]
    [InlineData(nameof(ShareMode.Private), "somebody", 403)]
    [InlineData(nameof(ShareMode.SemiPrivate), "somebody", 200)]
    [InlineData(nameof(ShareMode.SemiPrivate), HeaderCallerSource.Anonymous, 403)]
    [InlineData(nameof(ShareMode.Public), HeaderCallerSource.Anonymous, 200)]
    public async Task Whoever_may_read_may_export(string share, string caller, int status)
    {
        var id = await ExportedMeeting.WriteAsync(Server, owner: "owner", share: Enum.Parse<ShareMode>(share));
        using var client = Server.ClientOf(caller);

        using var answer = await Server.ExportAsync(id, "json", client: client);

        ((int)answer.StatusCode).ShouldBe(status);
    }
}
