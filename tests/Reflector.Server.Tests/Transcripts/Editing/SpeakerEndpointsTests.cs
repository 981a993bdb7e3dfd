using System.Text;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Transcripts.Editing;

public sealed class SpeakerEndpointsTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private TestServer Server => shared.Server;

    [Fact]
    public async Task Words_that_start_within_the_time_both_ends_included_get_the_voice()
    {
        var corrector = await Corrector.OfAsync(Server, "a b c|d e f");

        var answer = await corrector.OkAsync(
            HttpMethod.Patch,
            "/speaker/assign",
            new
            {
                speaker = 3,
                timestamp_from = 0.5,
                timestamp_to = 1.5,
            }
        );

        answer.ToJsonString().ShouldBe("""{"status":"ok"}""");
        (await corrector.TextAsync()).ShouldBe("a 3:b 3:c|3:d e f");
        (await corrector.TranscriptAsync()).Webvtt!.ShouldContain("<v Speaker3>b c");
    }

    [Fact]
    public async Task A_participant_without_a_voice_gets_the_lowest_free_one()
    {
        var corrector = await Corrector.OfAsync(
            Server,
            "0:a 1:b",
            new Participant("ann", null, "Ann"),
            new Participant("bo", 2, "Bo")
        );

        await corrector.OkAsync(
            HttpMethod.Patch,
            "/speaker/assign",
            new
            {
                participant = "ann",
                timestamp_from = 0,
                timestamp_to = 0,
            }
        );

        (await corrector.TextAsync()).ShouldBe("3:a 1:b");
        (await corrector.OkAsync(HttpMethod.Get, "/participants/ann"))["speaker"]!.GetValue<int>().ShouldBe(3);
    }

    [Fact]
    public async Task A_time_without_words_is_no_mistake()
    {
        var corrector = await Corrector.OfAsync(Server, "a b");

        await corrector.OkAsync(
            HttpMethod.Patch,
            "/speaker/assign",
            new
            {
                speaker = 3,
                timestamp_from = 5,
                timestamp_to = -5,
            }
        );

        (await corrector.TextAsync()).ShouldBe("a b");
        (await corrector.EditsAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"timestamp_from": 0, "timestamp_to": 1}""", "Either speaker or participant must be provided")]
    [InlineData(
        """{"speaker": 1, "participant": "ann", "timestamp_from": 0, "timestamp_to": 1}""",
        "Only one of speaker or participant must be provided"
    )]
    public async Task Exactly_one_voice_is_named(string body, string sentence)
    {
        var corrector = await Corrector.OfAsync(Server, "a", new Participant("ann", null, "Ann"));

        using var answer = await AssignAsync(corrector, body);

        (await answer.RefusedAsync(400)).ShouldBe(sentence);
    }

    [Theory]
    [InlineData("""{"speaker": -1, "timestamp_from": 0, "timestamp_to": 1}""", "body.speaker")]
    [InlineData("""{"speaker": 2147483648, "timestamp_from": 0, "timestamp_to": 1}""", "body.speaker")]
    [InlineData("""{"speaker": "1", "timestamp_from": 0, "timestamp_to": 1}""", "body.speaker")]
    [InlineData("""{"speaker": 1, "timestamp_from": 1e999, "timestamp_to": 1}""", "body.timestamp_from")]
    [InlineData("""{"speaker": 1, "timestamp_from": 0, "timestamp_to": -1e999}""", "body.timestamp_to")]
    [InlineData("""{"speaker": 1, "timestamp_from": NaN, "timestamp_to": 1}""", "body.timestamp_from")]
    [InlineData("""{"speaker": 1, "timestamp_from": "0", "timestamp_to": 1}""", "body.timestamp_from")]
    [InlineData("""{"speaker": 1, "timestamp_from": 0}""", "body.timestamp_to")]
    [InlineData("""{"participant": "a\u0000", "timestamp_from": 0, "timestamp_to": 1}""", "body.participant")]
    public async Task Bad_input_is_told(string body, string place)
    {
        var corrector = await Corrector.OfAsync(Server, "a");

        using var answer = await AssignAsync(corrector, body);

        (await answer.InvalidAsync()).ShouldBe(place);
    }

    [Fact]
    public async Task An_unknown_participant_is_not_found()
    {
        var corrector = await Corrector.OfAsync(Server, "a");

        using var answer = await AssignAsync(
            corrector,
            """{"participant": "'; DROP TABLE topic; --", "timestamp_from": 0, "timestamp_to": 1}"""
        );

        (await answer.RefusedAsync(404)).ShouldBe("Participant not found");
    }

    [Fact]
    public async Task Merging_gives_all_words_of_one_voice_to_another_and_participants_stay()
    {
        var corrector = await Corrector.OfAsync(Server, "0:a 1:b 0:c|1:d 2:e", new Participant("bo", 1, "Bo"));

        await corrector.OkAsync(HttpMethod.Patch, "/speaker/merge", new { speaker_from = 1, speaker_to = 0 });

        (await corrector.TextAsync()).ShouldBe("a b c|d 2:e");
        (await corrector.TranscriptAsync()).Participants.ShouldHaveSingleItem().Speaker.ShouldBe(1);
        await corrector.UndoAsync(1);
        (await corrector.TextAsync()).ShouldBe("a 1:b c|1:d 2:e");
    }

    [Fact]
    public async Task Two_voices_that_both_have_a_name_are_merged_only_by_dropping_one()
    {
        var corrector = await Corrector.OfAsync(
            Server,
            "0:a 1:b",
            new Participant("ann", 0, "Ann"),
            new Participant("bo", 1, "Bo")
        );

        (
            await corrector.RefusedAsync(
                400,
                HttpMethod.Patch,
                "/speaker/merge",
                new { speaker_from = 1, speaker_to = 0 }
            )
        ).ShouldBe("Both speakers are assigned to participants");
        await corrector.OkAsync(
            HttpMethod.Patch,
            "/speaker/merge",
            new
            {
                speaker_from = 1,
                speaker_to = 0,
                drop_name = true,
            }
        );

        (await corrector.TextAsync()).ShouldBe("a b");
        (await corrector.TranscriptAsync()).Participants.ShouldHaveSingleItem().Name.ShouldBe("Ann");
        await corrector.UndoAsync(1);
        (await corrector.TranscriptAsync()).Participants.Select(person => person.Name).ShouldBe(["Ann", "Bo"]);
    }

    [Theory]
    [InlineData(-1, 0, "body.speaker_from")]
    [InlineData(0, -1, "body.speaker_to")]
    public async Task There_are_no_voices_below_zero(int from, int to, string place)
    {
        var corrector = await Corrector.OfAsync(Server, "a");

        (
            await corrector.InvalidAsync(
                HttpMethod.Patch,
                "/speaker/merge",
                new { speaker_from = from, speaker_to = to }
            )
        ).ShouldBe(place);
    }

    private static Task<HttpResponseMessage> AssignAsync(Corrector corrector, string body) =>
        corrector.SendAsync(
            HttpMethod.Patch,
            "/speaker/assign",
            new StringContent(body, Encoding.UTF8, "application/json")
        );
}
