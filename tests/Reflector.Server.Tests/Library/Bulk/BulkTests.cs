using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Deletions;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Tests.Transcripts;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Library.Bulk;

public sealed class BulkTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync(postgres);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Many_are_deleted_over_the_ledger_and_each_is_told()
    {
        var ids = await WriteAsync(3);
        await using var socket = await EventSocket.OpenListAsync(_server);

        (await ErrorsAsync(new { action = "delete", ids })).ShouldBe([null, null, null]);

        (await _server.QueryAsync(db => db.Transcripts.CountAsync())).ShouldBe(0);
        foreach (var id in ids)
        {
            var frame = await socket.NextAsync();
            (frame.Event, (string)frame.Data["id"]!).ShouldBe(("TRANSCRIPT_DELETED", id));
        }
        var audited = await _server.QueryAsync(db =>
            db.AuditEntries.Where(entry => entry.Action == AuditAction.TranscriptDeleted)
                .Select(entry => entry.SubjectId)
                .ToListAsync()
        );
        audited.ShouldBe(ids, ignoreOrder: true);
    }

    [Fact]
    public async Task Sharing_and_reviewing_change_what_they_should_and_nothing_else()
    {
        var ids = await WriteAsync(2);
        var other = await _server.WriteTranscriptAsync([], [], title: "Left alone");

        (
            await ErrorsAsync(
                new
                {
                    action = "share",
                    ids,
                    share_mode = "public",
                }
            )
        ).ShouldBe([null, null]);
        (await ErrorsAsync(new { action = "review", ids })).ShouldBe([null, null]);
        await AllAreAsync(ids, ShareMode.Public, reviewed: true);
        (
            await ErrorsAsync(
                new
                {
                    action = "review",
                    ids,
                    reviewed = false,
                }
            )
        ).ShouldBe([null, null]);
        await AllAreAsync(ids, ShareMode.Public, reviewed: false);
        await AllAreAsync([other], ShareMode.Private, reviewed: false);
    }

    [Fact]
    public async Task What_cannot_be_processed_again_says_why_and_stops_none_of_the_others()
    {
        var locked = await _server.WriteTranscriptAsync([], []);
        using var change = await _server.Client.PatchAsJsonAsync($"/v1/transcripts/{locked}", new { locked = true });
        await change.OkAsync();
        var empty = await _server.WriteTranscriptAsync([], []);

        (await ErrorsAsync(new { action = "reprocess", ids = new[] { locked, empty, "none" } })).ShouldBe([
            "Recording is locked",
            "Recording is not ready for processing",
            "Transcript not found",
        ]);
    }

    [Theory]
    [InlineData("delete")]
    [InlineData("share")]
    [InlineData("review")]
    [InlineData("reprocess")]
    public async Task Those_of_others_are_left_alone_and_a_hidden_one_looks_like_none(string action)
    {
        var own = await _server.WriteTranscriptAsync([], []);
        var hidden = await _server.WriteTranscriptAsync([], [], "other");
        var visible = await _server.WriteTranscriptAsync([], [], "other", ShareMode.Public);

        var errors = await ErrorsAsync(
            new
            {
                action,
                ids = new[] { hidden, "none", visible, own },
                share_mode = "semi-private",
            }
        );

        errors[..3].ShouldBe(["Transcript not found", "Transcript not found", "Not authorized"]);
        errors[3].ShouldBe(action == "reprocess" ? "Recording is not ready for processing" : null);
        await AllAreAsync([hidden], ShareMode.Private, reviewed: false);
        await AllAreAsync([visible], ShareMode.Public, reviewed: false);
    }

    [Fact]
    public async Task One_that_is_named_twice_is_done_once()
    {
        var id = (await WriteAsync(1))[0];

        (await ErrorsAsync(new { action = "delete", ids = new[] { id, id } })).ShouldBe([null]);
        (await ErrorsAsync(new { action = "delete", ids = new[] { id } })).ShouldBe(["Transcript not found"]);
    }

    [Fact]
    public async Task Two_who_delete_the_same_at_once_both_get_an_answer()
    {
        var ids = await WriteAsync(10);

        var answers = await Task.WhenAll(
            ErrorsAsync(new { action = "delete", ids }),
            ErrorsAsync(new { action = "delete", ids = ids.Reverse() })
        );

        answers.SelectMany(errors => errors).Count(error => error is null).ShouldBe(10);
        answers.SelectMany(errors => errors).OfType<string>().ShouldAllBe(error => error == "Transcript not found");
    }

    [Fact]
    public async Task Two_hundred_are_taken()
    {
        var ids = await WriteAsync(200);

        (await ErrorsAsync(new { action = "review", ids })).Count.ShouldBe(200);
        await AllAreAsync(ids, ShareMode.Private, reviewed: true);
    }

    public static TheoryData<string, string> Wrong =>
        new()
        {
            { """{"action": "delete", "ids": []}""", "body.ids" },
            { $$"""{"action": "delete", "ids": [{{Many(201)}}]}""", "body.ids" },
            { """{"action": "delete", "ids": [null]}""", "body.ids" },
            { """{"action": "delete", "ids": ["a\u0000b"]}""", "body.ids" },
            { $$"""{"action": "delete", "ids": ["{{new string('x', 201)}}"]}""", "body.ids" },
            { """{"action": "delete", "ids": [7]}""", "body.ids.0" },
            { """{"action": "delete", "ids": "all"}""", "body.ids" },
            { """{"action": "delete", "ids": null}""", "body.ids" },
            { """{"action": "explode", "ids": ["x"]}""", "body.action" },
            { """{"action": 0, "ids": ["x"]}""", "body.action" },
            { """{"action": "share", "ids": ["x"]}""", "body.share_mode" },
            { """{"action": "share", "ids": ["x"], "share_mode": "world"}""", "body.share_mode" },
            { """{"action": "review", "ids": ["x"], "reviewed": "yes"}""", "body.reviewed" },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_request_says_where_and_does_nothing(string body, string place)
    {
        var id = await _server.WriteTranscriptAsync([], []);
        using var content = new StringContent(body.Replace("\"x\"", $"\"{id}\""), Encoding.UTF8, "application/json");
        using var answer = await _server.Client.PostAsync("/v1/transcripts/bulk", content);

        (await answer.InvalidAsync()).ShouldBe(place);
        await AllAreAsync([id], ShareMode.Private, reviewed: false);
    }

    [Fact]
    public async Task Ids_of_sql_and_markup_are_only_unknown()
    {
        string[] ids = ["'; DROP TABLE transcript; --", "<script>alert(1)</script>", "%", ""];

        (await ErrorsAsync(new { action = "delete", ids })).ShouldAllBe(error => error == "Transcript not found");
    }

    private async Task<List<string?>> ErrorsAsync(object body)
    {
        using var answer = await _server.Client.PostAsJsonAsync("/v1/transcripts/bulk", body);
        var results = (await answer.OkAsync())["results"]!.AsArray();
        return [.. results.Select(result => (string?)result!["error"])];
    }

    private async Task<string[]> WriteAsync(int count)
    {
        var ids = new List<string>();
        for (var number = 0; number < count; number++)
            ids.Add(await _server.WriteTranscriptAsync([], []));
        return [.. ids];
    }

    private async Task AllAreAsync(IReadOnlyCollection<string> ids, ShareMode share, bool reviewed)
    {
        var rows = await _server.QueryAsync(db => db.Transcripts.Where(row => ids.Contains(row.Id)).ToListAsync());
        rows.Count.ShouldBe(ids.Count);
        rows.ShouldAllBe(row => row.ShareMode == share && row.Reviewed == reviewed);
    }

    private static string Many(int count) =>
        string.Join(',', Enumerable.Range(0, count).Select(number => JsonValue.Create($"{number}").ToJsonString()));
}
