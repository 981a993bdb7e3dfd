using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Deletions;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Deletions;

public sealed class RetentionTests(PostgresFixture postgres)
{
    private static readonly Dictionary<string, string?> Limits = new(StringComparer.Ordinal)
    {
        ["AUDIO_RETENTION_DAYS"] = "10",
        ["RETENTION_DAYS"] = "100",
    };

    [Fact]
    public async Task Without_days_everything_is_kept()
    {
        await using var server = await DeletionServer.StartAsync(postgres);
        await server.TranscriptAsync(meeting: null, age: TimeSpan.FromDays(5000));
        await RunAsync(server);
        (await server.LedgerAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Audio_goes_first_and_later_the_rest_and_what_is_processed_waits()
    {
        await using var server = await DeletionServer.StartAsync(postgres, settings: Limits);
        var young = await server.TranscriptAsync(meeting: null, age: TimeSpan.FromDays(9));
        var middle = await server.TranscriptAsync(meeting: null, age: TimeSpan.FromDays(11));
        var old = await server.TranscriptAsync(meeting: null, age: TimeSpan.FromDays(101));
        var busy = await server.TranscriptAsync(
            meeting: null,
            TranscriptStatus.Processing,
            age: TimeSpan.FromDays(101)
        );

        await RunAsync(server);
        await server.DeleteAsync();

        (await server.StoredAsync(middle)).AudioDeleted.ShouldBe(true);
        (await server.StatusAsync($"/v1/transcripts/{old}")).ShouldBe(404);
        foreach (var kept in new[] { young, busy })
            (await server.KeysAsync($"transcripts/{kept}/")).Count.ShouldBe(2);
        (await server.KeysAsync()).ShouldAllBe(key => key.Contains(young) || key.Contains(busy));
        (await server.LedgerAsync()).ShouldAllBe(row =>
            row.Reason == DeletionReason.Retention && row.RequestedBy == null
        );
    }

    [Fact]
    public async Task Of_the_server_s_days_and_the_room_s_the_fewer_count()
    {
        await using var server = await DeletionServer.StartAsync(postgres, settings: Limits);
        var strict = await server.RoomAsync(room => room.AudioRetentionDays = 2);
        var lax = await server.RoomAsync(room => room.AudioRetentionDays = 1000);
        var age = TimeSpan.FromDays(5);
        var strictly = await server.TranscriptAsync(meeting: null, room: strict.Id, age: age);
        var normally = await server.TranscriptAsync(meeting: null, room: lax.Id, age: age);

        await RunAsync(server);
        (await server.StoredAsync(strictly)).AudioDeletionRequestedAt.ShouldNotBeNull();
        (await server.StoredAsync(normally)).AudioDeletionRequestedAt.ShouldBeNull();

        server.Clock.Advance(TimeSpan.FromDays(6));
        await RunAsync(server);
        (await server.StoredAsync(normally)).AudioDeletionRequestedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_room_limits_what_the_server_does_not()
    {
        await using var server = await DeletionServer.StartAsync(postgres);
        var room = await server.RoomAsync(room => room.RetentionDays = 3);
        var meeting = await server.MeetingAsync(room: room);
        var video = await server.VideoAsync(meeting);
        var id = await server.TranscriptAsync(meeting, room: room.Id, age: TimeSpan.FromDays(4));
        await server.TranscriptAsync(meeting: null, age: TimeSpan.FromDays(4));

        await RunAsync(server);
        (await server.StatusAsync($"/v1/transcripts/{id}")).ShouldBe(404);
        server.Clock.Advance(TimeSpan.FromDays(4));
        await RunAsync(server);
        await server.DeleteAsync();

        (await server.KeysAsync(video.ObjectKey)).ShouldBeEmpty();
        var stored = await server.Server.QueryAsync(db =>
            db.Meetings.AsNoTracking().FirstAsync(row => row.Id == meeting)
        );
        stored.DeletedAt.ShouldNotBeNull();
        server.Clock.Advance(TimeSpan.FromDays(31));
        await RunAsync(server);
        (await server.Server.QueryAsync(db => db.Meetings.AnyAsync(row => row.Id == meeting))).ShouldBeFalse();
    }

    [Fact]
    public async Task What_goes_next_is_shown_to_whom_it_belongs_and_to_administrators_without_its_title()
    {
        await using var server = await DeletionServer.StartAsync(postgres, settings: Limits);
        var mine = await server.TranscriptAsync(meeting: null, age: TimeSpan.FromDays(8));
        await server.TranscriptAsync(meeting: null, age: TimeSpan.FromDays(1));
        var theirs = await server.TranscriptAsync(meeting: null, owner: "other", age: TimeSpan.FromDays(7));

        var own = (await server.ReadAsync("/v1/retention/preview"))["items"]!.AsArray();
        var item = own.ShouldHaveSingleItem()!;
        ((string)item["id"]!, (string)item["kind"]!, (string?)item["title"]).ShouldBe((mine, "audio", "Recorded"));
        ((DateTimeOffset)item["due_at"]!).ShouldBeGreaterThan(server.Clock.GetUtcNow());

        var all = await server.ReadAsync("/v1/retention/preview?days=7&size=1", HeaderCallerSource.Administrator);
        ((int)all["total"]!).ShouldBe(2);
        all["items"]![0]!["title"].ShouldBeNull();
        ((string)all["items"]![0]!["id"]!).ShouldBe(mine);
        var second = await server.ReadAsync(
            "/v1/retention/preview?days=7&size=1&page=2",
            HeaderCallerSource.Administrator
        );
        ((string)second["items"]![0]!["id"]!).ShouldBe(theirs);
        (await server.StatusAsync("/v1/retention/preview?days=-1")).ShouldBe(422);
    }

    [Fact]
    public async Task What_was_deleted_is_on_record_with_who_and_why()
    {
        await using var server = await DeletionServer.StartAsync(postgres, settings: Limits);
        var old = await server.TranscriptAsync(meeting: null, age: TimeSpan.FromDays(11));
        var manual = await server.TranscriptAsync(meeting: null);
        await RunAsync(server);
        using (var owner = server.Server.ClientOf("owner"))
        using (var answer = await owner.DeleteAsync($"/v1/transcripts/{manual}"))
            await answer.OkAsync();
        await server.DeleteAsync();

        var audit = await server.ReadAsync("/v1/audit", HeaderCallerSource.Administrator);
        audit["items"]!
            .AsArray()
            .Select(item =>
                (
                    (string)item!["action"]!,
                    (string)item["reason"]!,
                    (string)item["subject_id"]!,
                    (string?)item["actor_id"]
                )
            )
            .ShouldBe(
                [
                    ("audio_deletion_requested", "retention", old, null),
                    ("transcript_deleted", "transcript_deleted", manual, "owner"),
                    ("audio_deleted", "retention", old, null),
                ],
                ignoreOrder: true
            );
        (await server.StatusAsync("/v1/audit?action=audio_deleted", HeaderCallerSource.Administrator)).ShouldBe(200);
        (await server.StatusAsync("/v1/audit?action=else", HeaderCallerSource.Administrator)).ShouldBe(422);

        server.Clock.Advance(TimeSpan.FromDays(401));
        await RunAsync(server);
        var later = await server.ReadAsync("/v1/audit", HeaderCallerSource.Administrator);
        later["items"]!.AsArray().ShouldNotContain(item => (string)item!["subject_id"]! == manual);
    }

    [Theory]
    [InlineData("""{"audio_retention_days": 0}""", "body.audio_retention_days")]
    [InlineData("""{"retention_days": -1}""", "body.retention_days")]
    [InlineData("""{"retention_days": 36501}""", "body.retention_days")]
    [InlineData("""{"consent_policy": "keep"}""", "body.consent_policy")]
    public async Task Days_and_policies_that_cannot_be_are_refused(string body, string place)
    {
        await using var server = await DeletionServer.StartAsync(postgres);
        var room = await server.RoomAsync();
        using var owner = server.Server.ClientOf("owner");
        using var answer = await owner.PatchAsync(
            $"/v1/rooms/{room.Id}",
            new StringContent(body, null, "application/json")
        );
        (await answer.InvalidAsync()).ShouldBe(place);
    }

    [Fact]
    public async Task A_room_s_days_and_policy_are_set_read_and_cleared()
    {
        await using var server = await DeletionServer.StartAsync(postgres);
        using var owner = server.Server.ClientOf("owner");
        using var made = await owner.PostAsJsonAsync(
            "/v1/rooms",
            new
            {
                name = "private-talks",
                consent_policy = "leave_out",
                audio_retention_days = 5,
            }
        );
        var room = await made.OkAsync();
        ((string)room["consent_policy"]!, (int)room["audio_retention_days"]!).ShouldBe(("leave_out", 5));

        using var changed = await owner.PatchAsJsonAsync(
            $"/v1/rooms/{room["id"]}",
            new { audio_retention_days = (int?)null, retention_days = 9 }
        );
        var after = await changed.OkAsync();
        after["audio_retention_days"].ShouldBeNull();
        ((int)after["retention_days"]!, (string)after["consent_policy"]!).ShouldBe((9, "leave_out"));
        using var opened = await owner.PostAsJsonAsync("/v1/rooms/private-talks/meeting", new { });
        ((string)(await opened.OkAsync())["consent_policy"]!).ShouldBe("leave_out");
    }

    private static Task RunAsync(DeletionServer server) => server.Job<Retention>().RunAsync(CancellationToken.None);
}
