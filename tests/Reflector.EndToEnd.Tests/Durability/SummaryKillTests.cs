using System.Text.Json;
using Npgsql;
using Reflector.Fakes;

namespace Reflector.EndToEnd.Tests.Durability;

/// <summary>A server that is killed while it writes a summary anew.</summary>
public sealed class SummaryKillTests
{
    private const string Id = "killed-summary";

    [Fact]
    public async Task A_summary_goes_on_where_the_killed_server_left_it_and_is_written_once()
    {
        await using var chat = await ChatServer.StartAsync();
        chat.Answer = Answer;
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gate = new TaskCompletionSource();
        chat.Before = request =>
        {
            if (request.Schema != "action_items")
                return Task.CompletedTask;
            reached.TrySetResult();
            return gate.Task;
        };
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["LLM_URL"] = chat.Url.ToString(),
            ["LLM_MODEL"] = "tiny",
        };
        await using var data = new DataFolder();
        await using (var server = await ServerProcess.StartAsync(data, settings: settings))
        {
            await WriteTranscriptAsync(data);
            await server.Client.PostAsync($"/v1/transcripts/{Id}/summaries", new { });
            await reached.Task.WaitAsync(TimeSpan.FromSeconds(60));

            await server.KillAsync();
        }
        gate.SetResult();

        await using var again = await ServerProcess.StartAsync(data, settings: settings);
        JsonElement list = default;
        await Eventually.TrueAsync(
            async () =>
            {
                list = await again.Client.GetAsync($"/v1/transcripts/{Id}/summaries");
                return list.GetProperty("job").GetProperty("state").GetString() is "done" or "failed";
            },
            TimeSpan.FromSeconds(120),
            "the summary is written"
        );

        list.GetProperty("job").GetProperty("error").GetString().ShouldBeNull();
        list.GetProperty("versions").GetArrayLength().ShouldBe(1);
        chat.Requests.Count(request => request.Schema == "recap").ShouldBe(1);
        var read = await again.Client.GetAsync($"/v1/transcripts/{Id}?transcript_format=none");
        read.GetProperty("short_summary").GetString().ShouldBe("The beta waits.");
        read.GetProperty("action_items").GetProperty("next_steps").GetArrayLength().ShouldBe(1);
    }

    private static async Task WriteTranscriptAsync(DataFolder data)
    {
        await using var connection = new NpgsqlConnection(data.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO transcript (id, user_id, name, status, source_kind, created_at)
            VALUES (@id, 'local', 'Beta', 'ended', 'file', now());
            INSERT INTO topic (id, transcript_id, position, title, summary, timestamp, duration, words)
            VALUES ('topic-of-' || @id, @id, 0, 'Beta', 'It waits.', 0, 2,
                '[{"text":"The","start":0,"end":0.4,"speaker":0},{"text":"beta","start":0.4,"end":0.9,"speaker":0},
                  {"text":"waits.","start":0.9,"end":1.5,"speaker":0}]');
            """,
            connection
        );
        command.Parameters.AddWithValue("id", Id);
        await command.ExecuteNonQueryAsync();
    }

    private static ChatReply Answer(ChatRequest request) =>
        ChatReply.Text(
            request.Schema switch
            {
                "subjects" => """{"subjects":["Beta"]}""",
                "subject" => """{"detail":"","paragraph":"It waits.","quotes":["The beta waits."]}""",
                "recap" => """{"recap":"The beta waits."}""",
                _ => """{"decisions":[],"next_steps":[{"task":"Wait","quotes":[]}]}""",
            }
        );
}
