using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Reflector.Fakes;
using Reflector.Server.Meetings;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Tests.VideoPlatforms;

namespace Reflector.Server.Tests.Meetings;

[Collection(nameof(AcmeServer))]
public sealed class MeetingEndpointsTests(AcmeServer acme)
{
    private TestServer Server => acme.Server;

    [Fact]
    public async Task The_host_s_address_and_the_calendar_s_details_are_the_owner_s_alone()
    {
        var room = await acme.RoomAsync(new { is_shared = true });
        var id = (string)(await acme.MeetingAsync((string)room["name"]!))["id"]!;
        await Server.QueryAsync(db =>
            db.Database.ExecuteSqlAsync(
                $$"""UPDATE meeting SET calendar_metadata = '{"title":"Board","description":"secret","attendees":null}' WHERE id = {{id}}"""
            )
        );
        foreach (var user in new[] { "owner", "other", HeaderCallerSource.Anonymous, HeaderCallerSource.Administrator })
        {
            foreach (var meeting in await SeenByAsync(user, (string)room["name"]!, id))
            {
                var isOwner = user == "owner";
                ((string)meeting["host_room_url"]!).ShouldBe(isOwner ? $"https://acme.example/{id}?host=1" : "");
                ((string?)meeting["calendar_metadata"]?["description"]).ShouldBe(isOwner ? "secret" : null);
            }
        }
    }

    [Fact]
    public async Task The_owner_sees_the_last_meetings_also_those_that_are_over()
    {
        var room = (string)(await acme.RoomAsync(new { is_shared = true }))["name"]!;
        var first = (string)(await acme.MeetingAsync(room))["id"]!;
        using var owner = Server.ClientOf("owner");
        using var ended = await owner.PatchAsync($"/v1/meetings/{first}/deactivate", null);
        await ended.OkAsync();
        var second = (string)(await acme.MeetingAsync(room))["id"]!;

        var recent = (await Server.GetAsync($"/v1/rooms/{room}/meetings/recent", owner)).AsArray();
        recent
            .Select(meeting => ((string)meeting!["id"]!, (bool)meeting["is_active"]!))
            .ShouldBe([(second, true), (first, false)]);
        using var other = Server.ClientOf("other");
        using var answer = await other.GetAsync($"/v1/rooms/{room}/meetings/recent");
        await answer.RefusedAsync(403);
    }

    [Fact]
    public async Task Whoever_has_an_account_joins_with_a_pass_of_their_own()
    {
        var room = await acme.RoomAsync(new { recording_type = "local" });
        var id = (string)(await acme.MeetingAsync((string)room["name"]!))["id"]!;
        ((string)(await JoinAsync("owner", room, id))["room_url"]!).ShouldBe(
            $"https://acme.example/{id}?lang=en#top&pass=owner"
        );
        await JoinAsync("other", room, id);
        var passes = acme.Acme.Joined.ToList();
        var owner = passes.Last(pass => pass.UserId == "owner");
        owner.IsOwner.ShouldBeTrue();
        owner.MayRecord.ShouldBeTrue();
        (owner.ExpiresAt - TimeProvider.System.GetUtcNow()).TotalHours.ShouldBe(3, 0.1);
        passes.Last(pass => pass.UserId == "other").IsOwner.ShouldBeFalse();
    }

    [Theory]
    [InlineData("cloud", false, false)]
    [InlineData("cloud", true, true)]
    [InlineData("local", false, true)]
    [InlineData("none", true, false)]
    public async Task The_platform_s_recording_button_is_for_whom_the_room_leaves_it(
        string recordingType,
        bool skipConsent,
        bool mayRecord
    )
    {
        var room = await acme.RoomAsync(new { recording_type = recordingType, skip_consent = skipConsent });
        var id = (string)(await acme.MeetingAsync((string)room["name"]!))["id"]!;
        var user = AcmeServer.NewName();
        await JoinAsync(user, room, id);
        acme.Acme.Joined.Single(pass => pass.UserId == user).MayRecord.ShouldBe(mayRecord);
    }

    [Fact]
    public async Task A_pass_ends_with_the_meeting()
    {
        var room = await acme.RoomAsync();
        var id = (string)(await acme.MeetingAsync((string)room["name"]!))["id"]!;
        var soon = TimeProvider.System.GetUtcNow().AddMinutes(20);
        await Server.QueryAsync(db =>
            db.Database.ExecuteSqlAsync($"UPDATE meeting SET end_date = {soon} WHERE id = {id}")
        );
        var user = AcmeServer.NewName();
        await JoinAsync(user, room, id);
        acme.Acme.Joined.Single(pass => pass.UserId == user).ExpiresAt.ShouldBe(soon, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Without_an_account_the_plain_address_is_joined_by()
    {
        var room = await acme.RoomAsync();
        var id = (string)(await acme.MeetingAsync((string)room["name"]!))["id"]!;
        ((string)(await JoinAsync(HeaderCallerSource.Anonymous, room, id))["room_url"]!).ShouldBe(
            $"https://acme.example/{id}?lang=en#top"
        );
    }

    [Fact]
    public async Task A_meeting_that_is_closed_or_over_is_not_joined()
    {
        var room = await acme.RoomAsync();
        var closed = (string)(await acme.MeetingAsync((string)room["name"]!))["id"]!;
        await DeactivateAsync("owner", closed);
        (await JoinRefusedAsync(room, closed)).ShouldBe("Meeting is not active");

        var over = (string)(await acme.MeetingAsync((string)room["name"]!))["id"]!;
        var now = TimeProvider.System.GetUtcNow();
        await Server.QueryAsync(db =>
            db.Database.ExecuteSqlAsync($"UPDATE meeting SET end_date = {now} WHERE id = {over}")
        );
        (await JoinRefusedAsync(room, over)).ShouldBe("Meeting has ended");
    }

    [Fact]
    public async Task A_meeting_of_another_room_is_not_found()
    {
        var room = await acme.RoomAsync();
        var elsewhere = (string)(await acme.MeetingAsync((string)(await acme.RoomAsync())["name"]!))["id"]!;
        foreach (var path in new[] { "", "/join" })
        {
            using var request = new HttpRequestMessage(
                path == "" ? HttpMethod.Get : HttpMethod.Post,
                $"/v1/rooms/{room["name"]}/meetings/{elsewhere}{path}"
            );
            using var answer = await Server.Client.SendAsync(request);
            (await answer.RefusedAsync(404)).ShouldBe("Meeting not found");
        }
        using var unknown = await Server.Client.GetAsync($"/v1/rooms/nowhere/meetings/{elsewhere}");
        (await unknown.RefusedAsync(404)).ShouldBe("Room not found");
    }

    [Fact]
    public async Task The_owner_ends_a_meeting_for_everybody_in_it()
    {
        var room = await acme.RoomAsync();
        var id = (string)(await acme.MeetingAsync((string)room["name"]!))["id"]!;
        var status = await DeactivateAsync("owner", id);
        ((string)status["status"]!).ShouldBe("success");
        ((string)status["meeting_id"]!).ShouldBe(id);
        using var owner = Server.ClientOf("owner");
        (await Server.GetAsync($"/v1/rooms/{room["name"]}/meetings/active", owner)).AsArray().ShouldBeEmpty();
        await Eventually.TrueAsync(
            () => acme.Acme.Deleted.Contains(id),
            TimeSpan.FromSeconds(30),
            "the call is ended at the platform"
        );
        await DeactivateAsync("owner", id);
    }

    [Theory]
    [InlineData("other", 403)]
    [InlineData(HeaderCallerSource.Anonymous, 401)]
    public async Task Others_do_not_end_a_meeting(string user, int status)
    {
        var room = await acme.RoomAsync(new { is_shared = true });
        var id = (string)(await acme.MeetingAsync((string)room["name"]!))["id"]!;
        using var client = Server.ClientOf(user);
        using var answer = await client.PatchAsync($"/v1/meetings/{id}/deactivate", null);
        var said = await answer.RefusedAsync(status);
        if (status == 403)
            said.ShouldBe("Only the room owner can deactivate meetings");
        using var unknown = await Server.Client.PatchAsync("/v1/meetings/unknown/deactivate", null);
        (await unknown.RefusedAsync(404)).ShouldBe("Meeting not found");
    }

    [Fact]
    public async Task Open_meetings_are_listed_the_one_that_ends_last_first()
    {
        var room = await acme.RoomAsync();
        var name = (string)room["name"]!;
        var first = (string)(await acme.MeetingAsync(name))["id"]!;
        var second = (string)(await acme.MeetingAsync(name, another: true))["id"]!;
        using var anonymous = Server.ClientOf(HeaderCallerSource.Anonymous);
        (await Server.GetAsync($"/v1/rooms/{name}/meetings/active", anonymous))
            .AsArray()
            .Select(meeting => (string)meeting!["id"]!)
            .ShouldBe([second, first]);
    }

    [Fact]
    public async Task The_calendar_s_events_are_listed_without_what_only_the_owner_may_see()
    {
        var room = await acme.RoomAsync();
        var now = TimeProvider.System.GetUtcNow();
        await EventAsync(room, "over", now.AddHours(-2), now.AddHours(-1));
        await EventAsync(room, "on", now.AddMinutes(-10), now.AddMinutes(10));
        await EventAsync(room, "soon", now.AddMinutes(100), now.AddMinutes(130));
        await EventAsync(room, "late", now.AddHours(5), now.AddHours(6));
        await EventAsync(room, "removed", now.AddMinutes(1), now.AddMinutes(10), isDeleted: true);

        (await EventsAsync("owner", room, ""))
            .Select(item => (string)item["title"]!)
            .ShouldBe(["over", "on", "soon", "late"]);
        var upcoming = await EventsAsync(HeaderCallerSource.Anonymous, room, "/upcoming");
        upcoming.Select(item => (string)item["title"]!).ShouldBe(["on", "soon"]);
        upcoming.ShouldAllBe(item => item["description"] == null && item["attendees"] == null);
        (await EventsAsync("owner", room, "/upcoming?minutes_ahead=30"))
            .Select(item => ((string)item["title"]!, (string)item["attendees"]![0]!["email"]!))
            .ShouldBe([("on", "ada@example.com")]);
        using var answer = await Server.Client.GetAsync($"/v1/rooms/{room["name"]}/meetings/upcoming?minutes_ahead=-1");
        (await answer.InvalidAsync()).ShouldBe("query.minutes_ahead");
    }

    private async Task<List<JsonNode>> EventsAsync(string user, JsonNode room, string path)
    {
        using var client = Server.ClientOf(user);
        return
        [
            .. (await Server.GetAsync($"/v1/rooms/{room["name"]}/meetings{path}", client)).AsArray().OfType<JsonNode>(),
        ];
    }

    private Task EventAsync(
        JsonNode room,
        string title,
        DateTimeOffset start,
        DateTimeOffset end,
        bool isDeleted = false
    ) =>
        Server.QueryAsync(async db =>
        {
            db.CalendarEvents.Add(
                new()
                {
                    Id = Guid.CreateVersion7().ToString(),
                    RoomId = (string)room["id"]!,
                    IcsUid = title,
                    Title = title,
                    Description = "what it is about",
                    Attendees = [new Attendee("ada@example.com", "Ada", null, null)],
                    StartTime = start,
                    EndTime = end,
                    IsDeleted = isDeleted,
                    LastSynced = start,
                    CreatedAt = start,
                    UpdatedAt = start,
                }
            );
            return await db.SaveChangesAsync();
        });

    private async Task<List<JsonNode>> SeenByAsync(string user, string room, string id)
    {
        using var client = Server.ClientOf(user);
        return
        [
            await acme.MeetingAsync(room, user),
            await Server.GetAsync($"/v1/rooms/{room}/meetings/{id}", client),
            (await Server.GetAsync($"/v1/rooms/{room}/meetings/active", client)).AsArray().ShouldHaveSingleItem()!,
            await JoinAsync(user, new JsonObject { ["name"] = room }, id),
        ];
    }

    private async Task<JsonNode> JoinAsync(string user, JsonNode room, string id)
    {
        using var client = Server.ClientOf(user);
        using var answer = await client.PostAsync($"/v1/rooms/{room["name"]}/meetings/{id}/join", null);
        return await answer.OkAsync();
    }

    private async Task<string> JoinRefusedAsync(JsonNode room, string id)
    {
        using var client = Server.ClientOf("owner");
        using var answer = await client.PostAsync($"/v1/rooms/{room["name"]}/meetings/{id}/join", null);
        return await answer.RefusedAsync(400);
    }

    private async Task<JsonNode> DeactivateAsync(string user, string id)
    {
        using var client = Server.ClientOf(user);
        using var answer = await client.PatchAsync($"/v1/meetings/{id}/deactivate", null);
        return await answer.OkAsync();
    }
}
