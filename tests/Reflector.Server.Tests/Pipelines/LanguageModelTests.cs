using Reflector.Fakes;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Pipelines;

/// <summary>Topics, titles and summaries by a language model, through the whole server.</summary>
public sealed class LanguageModelTests(PostgresFixture postgres, MadeRecordings recordings) : IAsyncLifetime
{
    private OpenAiTranscriptionServer _transcription = null!;
    private ChatServer _chat = null!;
    private TestServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _transcription = await OpenAiTranscriptionServer.StartAsync();
        _chat = await ChatServer.StartAsync();
        var settings = ServerFixture.Recognising(_transcription);
        settings["LLM_URL"] = _chat.Url.ToString();
        settings["LLM_MODEL"] = "tiny";
        settings["LLM_API_KEY"] = "right";
        settings["LLM_PARSE_MAX_RETRIES"] = "0";
        _chat.Key = "right";
        _server = await TestServer.StartAsync(postgres, settings);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _chat.DisposeAsync();
        await _transcription.DisposeAsync();
    }

    [Fact]
    public async Task What_the_model_writes_is_what_people_read()
    {
        _chat.Answer = Answer;

        var id = await _server.TranscribeAsync(recordings.Tones);

        var read = await _server.GetAsync($"/v1/transcripts/{id}");
        ((string)read["status"]!).ShouldBe("ended");
        ((string)read["generated_by"]!).ShouldBe("llm:tiny");
        ((string)read["title"]!).ShouldBe("The Weekly Alphabet");
        read["action_items"]!["next_steps"]![0]!["task"]!.ToString().ShouldBe("Write the letters");
        _chat.Requests.ShouldAllBe(request => request.Authorization == "Bearer right");
        var topic = (await _server.GetAsync($"/v1/transcripts/{id}/topics")).AsArray().ShouldHaveSingleItem()!;
        ((string)topic["title"]!).ShouldBe("First Letters");
    }

    [Fact]
    public async Task A_model_that_refuses_for_good_fails_the_stage_with_a_sentence_and_goes_on_once_it_is_put_right()
    {
        _chat.Key = "other";
        _chat.Answer = Answer;
        var id = await _server.CreateTranscriptAsync();
        using (var upload = await _server.UploadAsync(id, recordings.Tones))
            await upload.OkAsync();
        await using var socket = await EventSocket.OpenAsync(_server, id, after: 0);
        await socket.WaitForStatusAsync("error");

        var failed = await _server.GetAsync($"/v1/transcripts/{id}/pipeline");
        ((string)failed.Stage("topics")["state"]!).ShouldBe("failed");
        ((string)failed.Stage("topics")["error"]!).ShouldContain("key");
        ((string)failed.Stage("topics")["error"]!).ShouldNotContain("right");
        ((string)failed.Stage("title")["state"]!).ShouldBe("waiting");
        var heard = _transcription.Requests.Count;

        _chat.Key = "right";
        using (var process = await _server.Client.PostAsync($"/v1/transcripts/{id}/process", null))
            await process.OkAsync();
        await socket.WaitForStageAsync("publish", "done");

        _transcription.Requests.Count.ShouldBe(heard);
        ((string)(await _server.GetAsync($"/v1/transcripts/{id}"))["title"]!).ShouldBe("The Weekly Alphabet");
    }

    private static ChatReply Answer(ChatRequest request) =>
        ChatReply.Text(
            request.Schema switch
            {
                "topic" => """{"title":"first letters","summary":"Letters were said."}""",
                "title" => """{"title":"the weekly alphabet"}""",
                "subjects" => """{"subjects":["Letters"]}""",
                "subject" => """{"detail":"Three of them.","paragraph":"Letters were said."}""",
                "recap" => """{"recap":"The alphabet."}""",
                _ => """{"decisions":[],"next_steps":[{"task":"Write the letters"}]}""",
            }
        );
}
