using Reflector.Fakes;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Summaries;

namespace Reflector.Server.Tests.Asking;

public sealed class AskTimeoutTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_model_that_never_answers_is_a_sentence_after_the_time_that_is_set()
    {
        await using var it = await SummaryServer.WithModelAsync(postgres, new() { ["ASK_TIMEOUT"] = "1" });
        var id = await it.WriteMeetingAsync();
        it.Chat.Answer = _ => ChatReply.Silence;

        var frames = await Asked.OfAsync(it.Server.Client, $"/v1/transcripts/{id}/ask", new { question = "Why?" });

        var (kind, data) = frames.ShouldHaveSingleItem();
        kind.ShouldBe("error");
        ((string)data["error"]!).ShouldContain("did not answer within 1 s.");
        // Whoever waited in vain may ask again.
        it.Chat.Answer = _ => ChatReply.Text("NOT FOUND");
        (await Asked.OfAsync(it.Server.Client, $"/v1/transcripts/{id}/ask", new { question = "Why?" }))
            .ShouldHaveSingleItem()
            .Event.ShouldBe("answer");
    }
}
