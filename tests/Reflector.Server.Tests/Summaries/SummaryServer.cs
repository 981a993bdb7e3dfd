using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Reflector.Fakes;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Tests.Transcripts;

namespace Reflector.Server.Tests.Summaries;

/// <summary>One server with a language model for all tests of a class, quiet at the beginning of each.</summary>
public sealed class ModelFixture(PostgresFixture postgres) : IAsyncLifetime
{
    internal SummaryServer It { get; private set; } = null!;

    public async ValueTask InitializeAsync() => It = await SummaryServer.WithModelAsync(postgres);

    public ValueTask DisposeAsync() => It.DisposeAsync();

    internal SummaryServer Quiet()
    {
        It.Chat.Reset();
        It.Chat.Answer = SummaryServer.Sensible;
        return It;
    }
}

/// <summary>A server whose summaries are written by a language model that the test speaks for.</summary>
internal sealed class SummaryServer(TestServer server, ChatServer? chat) : IAsyncDisposable
{
    public TestServer Server => server;

    public ChatServer Chat => chat ?? throw new InvalidOperationException("There is no language model");

    public static async Task<SummaryServer> WithModelAsync(
        PostgresFixture postgres,
        Dictionary<string, string?>? settings = null
    )
    {
        var chat = await ChatServer.StartAsync();
        chat.Answer = Sensible;
        var all = new Dictionary<string, string?>(settings ?? [], StringComparer.Ordinal)
        {
            ["LLM_URL"] = chat.Url.ToString(),
            ["LLM_MODEL"] = "tiny",
            ["LLM_API_KEY"] = "secret-key",
            ["LLM_MODELS"] = "large, huge",
            ["LLM_PARSE_MAX_RETRIES"] = "1",
        };
        return new(await TestServer.StartAsync(postgres, all), chat);
    }

    /// <summary>A made meeting, as a finished pipeline of an earlier version left it: without sources.</summary>
    public async Task<string> WriteMeetingAsync(string name = "product-planning", string owner = "local")
    {
        var words = Meeting.Read(name).Words.ToArray();
        var half = words.Length / 2;
        var id = await server.WriteTranscriptAsync([], [words[..half], words[half..]], owner, title: name);
        await server.QueryAsync(db =>
            db.Transcripts.Where(row => row.Id == id)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(row => row.ShortSummary, "Old recap.")
                        .SetProperty(row => row.LongSummary, "Old report.")
                        .SetProperty(row => row.GeneratedBy, "extractive")
                )
        );
        return id;
    }

    public Task<HttpResponseMessage> AskForAsync(string id, object request, HttpClient? client = null) =>
        (client ?? server.Client).PostAsJsonAsync($"/v1/transcripts/{id}/summaries", request);

    public async Task<JsonNode> RegenerateAsync(string id, object? request = null)
    {
        using var answer = await AskForAsync(id, request ?? new { });
        var job = await answer.OkAsync();
        return await EndedAsync(id, (string)job["id"]!);
    }

    /// <summary>Waits until the writing of the summary, or of the only one, has ended; its job.</summary>
    public async Task<JsonNode> EndedAsync(string id, string? job = null)
    {
        await using var socket = await EventSocket.OpenAsync(server, id, after: 0);
        await socket.WaitForAsync(frame =>
            (job is null || frame.Is("SUMMARY", "job", job))
            && (frame.Is("SUMMARY", "state", "done") || frame.Is("SUMMARY", "state", "failed"))
        );
        return (await VersionsAsync(id))["job"]!;
    }

    public Task<JsonNode> VersionsAsync(string id) => server.GetAsync($"/v1/transcripts/{id}/summaries");

    public Task<JsonNode> ReadAsync(string id) => server.GetAsync($"/v1/transcripts/{id}?transcript_format=none");

    public async Task EditAsync(string id, string longSummary)
    {
        using var answer = await server.Client.PatchAsJsonAsync(
            $"/v1/transcripts/{id}",
            new { long_summary = longSummary }
        );
        await answer.OkAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        if (chat is not null)
            await chat.DisposeAsync();
    }

    public static ChatReply Sensible(ChatRequest request) =>
        ChatReply.Text(
            request.Schema switch
            {
                "topic" => """{"title":"Planning","summary":"They planned.","quotes":[]}""",
                "title" => """{"title":"Planning"}""",
                "subjects" => """{"subjects":["Mobile release"]}""",
                "subject" => """
                {"detail":"","paragraph":"The release waits.","quotes":["hold the mobile release","we moved to the Moon"]}
                """,
                "recap" => """{"recap":"New recap."}""",
                "report" => """
                {"recap":"Report recap.","sections":[{"heading":"Decisions","points":[
                  {"point":"The release is held.","quotes":["hold the mobile release"]},
                  {"point":"Everybody was fired.","quotes":["everybody was fired on the spot"]}]}]}
                """,
                _ => """
                {"decisions":[{"decision":"Hold the release.","rationale":null,"decided_by":null,
                  "quotes":["hold the mobile release"]}],
                 "next_steps":[{"task":"Fly to the Moon","assigned_to":null,"deadline":null,"context":null,
                  "quotes":["I will fly to the Moon tomorrow"]}]}
                """,
            }
        );
}
