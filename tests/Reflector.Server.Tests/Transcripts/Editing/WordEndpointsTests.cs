using System.Text;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Transcripts.Editing;

public sealed class WordEndpointsTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private TestServer Server => shared.Server;

    [Theory]
    [InlineData(1, 1, "two", "one two three four")]
    [InlineData(1, 1, "two and a half", "one two and a half three four")]
    [InlineData(1, 2, "23", "one 23 four")]
    [InlineData(0, 4, "  all\n\tnew ", "all new")]
    [InlineData(1, 2, "", "one four")]
    [InlineData(0, 4, " ", "")]
    [InlineData(2, 0, "and", "one tow and three four")]
    [InlineData(0, 0, "So", "So one tow three four")]
    [InlineData(4, 0, "five", "one tow three four five")]
    public async Task Words_are_written_in_place_of_others(int first, int count, string text, string expected)
    {
        var corrector = await Corrector.OfAsync(Server, "one tow three four|other");

        var answer = await corrector.WriteAsync(first, count, text);

        (await corrector.TextAsync()).ShouldBe(expected + "|other");
        ((int)answer["text_version"]!).ShouldBe(1);
        ((int)answer["topic"]!["text_version"]!).ShouldBe(1);
        ((string)answer["topic"]!["transcript"]!).ShouldBe(expected);
    }

    [Fact]
    public async Task Untouched_words_keep_their_times_and_new_ones_share_those_of_the_replaced()
    {
        var corrector = await Corrector.OfAsync(Server, "one tow three four");
        var before = (await corrector.WordsAsync())[0];

        await corrector.WriteAsync(0, 3, "one two and three");

        var after = (await corrector.WordsAsync())[0];
        after[0].ShouldBe(before[0]);
        after[3].ShouldBe(before[2]);
        after[4].ShouldBe(before[3]);
        after[1].ShouldBe(new Word("two", 0.5, 0.75));
        after[2].ShouldBe(new Word("and", 0.75, 1));
    }

    [Fact]
    public async Task As_many_words_as_before_have_each_the_time_and_voice_of_the_one_they_replace()
    {
        var corrector = await Corrector.OfAsync(Server, "1:a 2:b 3:c");

        await corrector.WriteAsync(0, 3, "x yyyyyy z");

        (await corrector.TextAsync()).ShouldBe("1:x 2:yyyyyy 3:z");
        (await corrector.WordsAsync())[0].Select(word => word.Start).ShouldBe([0, 0.5, 1]);
    }

    [Fact]
    public async Task Inserted_words_take_the_pause_and_no_more_than_they_need_of_it()
    {
        var id = await Server.WriteTranscriptAsync(
            [],
            [
                [new("before", 0, 1, 3), new("after", 60, 61, 4)],
            ]
        );
        var corrector = new Corrector(Server, id);

        await corrector.WriteAsync(1, 0, "in between");

        var words = (await corrector.WordsAsync())[0];
        words[1].Start.ShouldBe(1);
        words[2].End.ShouldBe(1.7, 0.001);
        words.Select(word => word.Speaker).ShouldBe([3, 3, 3, 4]);
    }

    [Fact]
    public async Task Where_people_talk_at_once_words_stay_in_the_order_of_their_start()
    {
        var id = await Server.WriteTranscriptAsync(
            [],
            [
                [new("long", 0, 5, 0), new("short", 1, 2, 1), new("end", 1.5, 6, 0)],
            ]
        );
        var corrector = new Corrector(Server, id);

        await corrector.WriteAsync(0, 1, "a b c d");
        await corrector.WriteAsync(5, 0, "in");
        await corrector.WriteAsync(0, 0, "first");

        var words = (await corrector.WordsAsync())[0];
        words.Select(word => word.Start).ShouldBeInOrder();
        words.ShouldAllBe(word => word.End >= word.Start);
    }

    [Fact]
    public async Task Everything_that_is_made_of_words_follows()
    {
        var corrector = await Corrector.OfAsync(Server, "one tow", new Participant("a", 0, "Ann"));
        var before = (long)(await corrector.OkAsync(HttpMethod.Get, ""))["change_seq"]!;
        await using var socket = await EventSocket.OpenAsync(Server, corrector.Id);

        await corrector.WriteAsync(1, 1, "two");

        var told = await socket.WaitForAsync(frame => frame.Event == "EDITED");
        told.Data["topics"]!.AsArray().Select(topic => (string)topic!).ShouldBe([await corrector.TopicAsync()]);
        ((int)told.Data["text_version"]!).ShouldBe(1);
        var after = await corrector.OkAsync(HttpMethod.Get, "");
        ((string)after["transcript"]!).ShouldBe("Ann: one two");
        ((long)after["change_seq"]!).ShouldBeGreaterThan(before);
        (await corrector.TranscriptAsync()).Webvtt!.ShouldContain("one two");
        (await corrector.OkAsync(HttpMethod.Get, "?transcript_format=srt"))["transcript"]!
            .ToString()
            .ShouldContain("Ann: one two");
    }

    [Fact]
    public async Task Text_is_stored_and_given_back_as_text()
    {
        const string text = "<script>alert(1)</script> '; DROP TABLE topic; -- \\ \" 🎤 日本語 %_";
        var corrector = await Corrector.OfAsync(Server, "x");

        await corrector.WriteAsync(0, 1, text);

        (await corrector.TextAsync()).ShouldBe(text);
    }

    [Fact]
    public async Task What_says_the_same_is_no_edit()
    {
        var corrector = await Corrector.OfAsync(Server, "one two");

        (await corrector.WriteAsync(0, 2, " one  two "))["edit"].ShouldBeNull();
        (await corrector.GiveAsync(0, 2, 0))["edit"].ShouldBeNull();

        (await corrector.EditsAsync()).ShouldBeEmpty();
        (await corrector.TranscriptAsync()).TextVersion.ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"first": -1, "count": 1, "text": "x"}""", "body.first")]
    [InlineData("""{"first": 0, "count": -1, "text": "x"}""", "body.count")]
    [InlineData("""{"first": 0, "count": 3, "text": "x"}""", "body.count")]
    [InlineData("""{"first": 3, "count": 0, "text": "x"}""", "body.first")]
    [InlineData("""{"first": 2147483647, "count": 2147483647, "text": "x"}""", "body.first")]
    [InlineData("""{"first": 99999999999, "count": 1, "text": "x"}""", "body.first")]
    [InlineData("""{"first": 0.5, "count": 1, "text": "x"}""", "body.first")]
    [InlineData("""{"first": "0", "count": 1, "text": "x"}""", "body.first")]
    [InlineData("""{"first": NaN, "count": 1, "text": "x"}""", "body.first")]
    [InlineData("""{"first": 0, "count": 1, "text": 7}""", "body.text")]
    [InlineData("""{"first": 0, "count": 1, "text": null}""", "body.text")]
    [InlineData("""{"first": 0, "count": 1}""", "body.text")]
    [InlineData("""{"first": 0, "count": 1, "text": "a\u0000b"}""", "body.text")]
    [InlineData("""{"first": 0, "count": 1, "text": "x", "text_version": -1}""", "body.text_version")]
    [InlineData("""{"first": 0, "count": 1, "text": "x", "text_version": 1}""", "body.text_version")]
    [InlineData("[]", "body")]
    [InlineData("", "body")]
    public async Task Bad_input_changes_nothing(string body, string place)
    {
        var corrector = await Corrector.OfAsync(Server, "one two");

        using var answer = await corrector.SendAsync(
            HttpMethod.Patch,
            $"/topics/{await corrector.TopicAsync()}/words",
            new StringContent(body, Encoding.UTF8, "application/json")
        );

        (await answer.InvalidAsync()).ShouldBe(place);
        (await corrector.TextAsync()).ShouldBe("one two");
    }

    [Theory]
    [InlineData("""{"first": 0, "count": 0, "speaker": 1}""", "body.count")]
    [InlineData("""{"first": 0, "count": 1, "speaker": -1}""", "body.speaker")]
    [InlineData("""{"first": 0, "count": 9, "speaker": 1}""", "body.count")]
    [InlineData("""{"first": 0, "count": 1, "speaker": 1.5}""", "body.speaker")]
    [InlineData("""{"first": 0, "count": 1, "name": " "}""", "body.name")]
    public async Task Words_cannot_be_given_to_what_is_no_voice(string body, string place)
    {
        var corrector = await Corrector.OfAsync(Server, "one two");

        using var answer = await corrector.SendAsync(
            HttpMethod.Patch,
            $"/topics/{await corrector.TopicAsync()}/words/speaker",
            new StringContent(body, Encoding.UTF8, "application/json")
        );

        (await answer.InvalidAsync()).ShouldBe(place);
    }

    [Fact]
    public async Task Unknown_topics_participants_and_those_of_other_transcripts_are_not_found()
    {
        var corrector = await Corrector.OfAsync(Server, "one two");
        var other = await Corrector.OfAsync(Server, "three", new Participant("theirs", 0, "Ann"));
        var write = new
        {
            first = 0,
            count = 1,
            text = "x",
        };

        foreach (var topic in new[] { await other.TopicAsync(), "none", "%27%3B--" })
            (await corrector.RefusedAsync(404, HttpMethod.Patch, $"/topics/{topic}/words", write)).ShouldBe(
                "Topic not found"
            );
        (
            await corrector.RefusedAsync(
                404,
                HttpMethod.Patch,
                $"/topics/{await corrector.TopicAsync()}/words/speaker",
                new
                {
                    first = 0,
                    count = 1,
                    participant = "theirs",
                }
            )
        ).ShouldBe("Participant not found");
        (await other.TextAsync()).ShouldBe("three");
    }

    [Fact]
    public async Task Words_are_given_to_a_number_a_participant_or_somebody_new()
    {
        var corrector = await Corrector.OfAsync(
            Server,
            "a b c d",
            new Participant("ann", null, "Ann"),
            new Participant("bo", 1, "Bo")
        );
        var path = $"/topics/{await corrector.TopicAsync()}/words/speaker";

        await corrector.OkAsync(
            HttpMethod.Patch,
            path,
            new
            {
                first = 0,
                count = 1,
                participant = "bo",
            }
        );
        await corrector.OkAsync(
            HttpMethod.Patch,
            path,
            new
            {
                first = 1,
                count = 1,
                participant = "ann",
            }
        );
        await corrector.OkAsync(
            HttpMethod.Patch,
            path,
            new
            {
                first = 2,
                count = 1,
                name = "Cy <b>",
            }
        );
        await corrector.OkAsync(
            HttpMethod.Patch,
            path,
            new
            {
                first = 3,
                count = 1,
                speaker = 7,
            }
        );

        (await corrector.TextAsync()).ShouldBe("1:a 2:b 3:c 7:d");
        (await corrector.TranscriptAsync())
            .Participants.Select(person => (person.Name, person.Speaker))
            .ShouldBe([("Ann", 2), ("Bo", 1), ("Cy <b>", 3)]);
        (
            await corrector.RefusedAsync(
                400,
                HttpMethod.Patch,
                path,
                new
                {
                    first = 0,
                    count = 1,
                    speaker = 0,
                    name = "Both",
                }
            )
        ).ShouldBe("One of speaker, participant and name must be provided");
    }

    [Fact]
    public async Task Ten_thousand_words_are_one_edit()
    {
        var corrector = await Corrector.OfAsync(Server, string.Join(' ', Enumerable.Repeat("word", 10_000)));
        var written = string.Join(' ', Enumerable.Range(0, 9_999));

        await corrector.WriteAsync(0, 10_000, written);
        await corrector.GiveAsync(0, 9_999, 4);

        var words = (await corrector.WordsAsync())[0];
        string.Join(' ', words.Select(word => word.Text)).ShouldBe(written);
        words.ShouldAllBe(word => word.Speaker == 4);
        words.Select(word => word.Start).ShouldBeInOrder();
        await corrector.RollBackAsync(0);
        (await corrector.WordsAsync())[0].ShouldAllBe(word => word.Text == "word" && word.Speaker == 0);
    }

    [Fact]
    public async Task Huge_bodies_are_refused_and_change_nothing()
    {
        var corrector = await Corrector.OfAsync(Server, "one");
        var path = $"/topics/{await corrector.TopicAsync()}/words";

        (
            await corrector.InvalidAsync(
                HttpMethod.Patch,
                path,
                new
                {
                    first = 0,
                    count = 1,
                    text = new string('x', 20 << 20),
                }
            )
        ).ShouldBe("body.text");
        var body = $$"""{"first": 0, "count": 1, "text": "{{new string('x', 40 << 20)}}"}""";
        await corrector.RefusedAsync(
            413,
            HttpMethod.Patch,
            path,
            new StringContent(body, Encoding.UTF8, "application/json")
        );
        (await corrector.TextAsync()).ShouldBe("one");
    }

    [Fact]
    public async Task While_the_recording_is_processed_words_are_not_corrected()
    {
        var corrector = await Corrector.OfAsync(Server, "one");
        await Server.QueryAsync(async db =>
        {
            (await db.Transcripts.FindAsync(corrector.Id))!.Status = TranscriptStatus.Processing;
            return await db.SaveChangesAsync();
        });

        foreach (
            var (path, body) in new (string, object)[]
            {
                (
                    $"/topics/{await corrector.TopicAsync()}/words",
                    new
                    {
                        first = 0,
                        count = 1,
                        text = "x",
                    }
                ),
                (
                    $"/topics/{await corrector.TopicAsync()}/words/speaker",
                    new
                    {
                        first = 0,
                        count = 1,
                        speaker = 1,
                    }
                ),
                ("/speaker/merge", new { speaker_from = 0, speaker_to = 1 }),
            }
        )
            (await corrector.RefusedAsync(409, HttpMethod.Patch, path, body)).ShouldBe(
                "The recording is being processed: correct its text when that has ended"
            );
        await corrector.OkAsync(HttpMethod.Post, "/participants", new { name = "Ann", speaker = 0 });
    }
}
