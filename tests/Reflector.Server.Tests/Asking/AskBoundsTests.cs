using System.Net.Http.Json;
using System.Text;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Tests.Summaries;

namespace Reflector.Server.Tests.Asking;

/// <summary>What may not be asked, by whom, and how often.</summary>
public sealed class AskBoundsTests(ModelFixture fixture) : IClassFixture<ModelFixture>
{
    private readonly SummaryServer _it = fixture.Quiet();

    [Fact]
    public async Task A_person_asks_so_often_and_others_are_not_kept_waiting()
    {
        var busy = _it.Server.ClientOf("busy");
        var answers = new List<int>();
        for (var number = 0; number < 25; number++)
        {
            using var answer = await busy.PostAsJsonAsync("/v1/ask", new { question = "Xylophone quarks?" });
            answers.Add((int)answer.StatusCode);
        }

        answers.ShouldBe([.. Enumerable.Repeat(200, 20), .. Enumerable.Repeat(429, 5)]);
        using var other = await _it.Server.ClientOf("calm").PostAsJsonAsync("/v1/ask", new { question = "Xylophone?" });
        ((int)other.StatusCode).ShouldBe(200);
    }

    [Theory]
    [InlineData("""{"question":""}""", "body.question")]
    [InlineData("""{"question":"  \n "}""", "body.question")]
    [InlineData("""{"question":7}""", "body.question")]
    [InlineData("""{"question":"a\u0000b"}""", "body.question")]
    [InlineData("{}", "body.question")]
    [InlineData("""{"question":"a","history":[null]}""", "body.history")]
    [InlineData("""{"question":"a","history":"b"}""", "body.history")]
    [InlineData("""{"question":"a","history":[{"question":"b"}]}""", "body.history.0.answer")]
    public async Task What_cannot_be_asked_names_the_field(string body, string field)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await _it.Server.ClientOf("careless").PostAsync("/v1/ask", content);

        (await answer.InvalidAsync()).ShouldBe(field);
    }

    [Fact]
    public async Task Questions_and_histories_have_an_end()
    {
        var client = _it.Server.ClientOf("talkative");
        var turn = new { question = "a", answer = "b" };

        using var question = await client.PostAsJsonAsync("/v1/ask", new { question = new string('x', 1_001) });
        using var turns = await client.PostAsJsonAsync(
            "/v1/ask",
            new { question = "a", history = Enumerable.Repeat(turn, 7) }
        );
        using var answer = await client.PostAsJsonAsync(
            "/v1/ask",
            new { question = "a", history = new[] { turn with { answer = new string('x', 8_001) } } }
        );

        (await question.InvalidAsync()).ShouldBe("body.question");
        (await turns.InvalidAsync()).ShouldBe("body.history");
        (await answer.InvalidAsync()).ShouldBe("body.history");
    }

    [Fact]
    public async Task Others_transcripts_and_unknown_ones_are_refused()
    {
        var id = await _it.WriteMeetingAsync();
        var other = _it.Server.ClientOf("other");

        using var forbidden = await other.PostAsJsonAsync($"/v1/transcripts/{id}/ask", new { question = "Why?" });
        using var unknown = await other.PostAsJsonAsync("/v1/transcripts/none/ask", new { question = "Why?" });

        await forbidden.RefusedAsync(403);
        await unknown.RefusedAsync(404);
        _it.Chat.Requests.ShouldBeEmpty();
    }
}
