using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Tests.VideoPlatforms;

namespace Reflector.Server.Tests.Rooms;

[Collection(nameof(AcmeServer))]
public sealed class RoomEndpointsTests(AcmeServer acme)
{
    private TestServer Server => acme.Server;

    [Fact]
    public async Task A_room_of_which_only_the_name_is_said_has_the_defaults_of_the_contract()
    {
        var room = await acme.RoomAsync();
        ((string)room["user_id"]!).ShouldBe("owner");
        ((string)room["room_mode"]!).ShouldBe("normal");
        ((string)room["recording_type"]!).ShouldBe("cloud");
        ((string)room["recording_trigger"]!).ShouldBe("automatic-2nd-participant");
        ((int)room["ics_fetch_interval"]!).ShouldBe(300);
        ((bool)room["is_shared"]!).ShouldBeFalse();
        ((string)room["platform"]!).ShouldBe("acme");
        room["own_platform"].ShouldBeNull();
        room["live"]!.ToJsonString().ShouldBe("""{"meetings":0,"participants":0,"is_recording":false}""");
    }

    [Fact]
    public async Task What_is_said_is_kept()
    {
        var name = AcmeServer.NewName();
        var room = await acme.RoomAsync(
            new
            {
                name,
                zulip_auto_post = true,
                zulip_stream = "meetings",
                zulip_topic = "Böse <b>Zeichen</b> '; DROP TABLE room; --",
                is_locked = true,
                room_mode = "group",
                recording_type = "local",
                recording_trigger = "prompt",
                is_shared = true,
                webhook_url = "https://hooks.example/reflector",
                webhook_secret = "secret",
                platform = "mock",
                ics_url = "https://calendar.example/private.ics",
                ics_fetch_interval = 600,
                ics_enabled = true,
                skip_consent = true,
            }
        );
        using var owner = Server.ClientOf("owner");
        var read = await Server.GetAsync($"/v1/rooms/{room["id"]}", owner);
        ((string)read["name"]!).ShouldBe(name);
        ((string)read["zulip_topic"]!).ShouldBe("Böse <b>Zeichen</b> '; DROP TABLE room; --");
        ((string)read["recording_trigger"]!).ShouldBe("prompt");
        ((string)read["webhook_secret"]!).ShouldBe("secret");
        ((string)read["ics_url"]!).ShouldBe("https://calendar.example/private.ics");
        ((string)read["platform"]!).ShouldBe("mock");
        ((string)read["own_platform"]!).ShouldBe("mock");
        ((bool)read["skip_consent"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused_also_to_many_at_once()
    {
        var name = AcmeServer.NewName();
        using var owner = Server.ClientOf("owner");
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => owner.PostAsJsonAsync("/v1/rooms", new { name }))
        );
        answers.Count(answer => answer.IsSuccessStatusCode).ShouldBe(1);
        foreach (var answer in answers.Where(answer => !answer.IsSuccessStatusCode))
            (await answer.RefusedAsync(400)).ShouldBe("Room name is not unique");
    }

    [Fact]
    public async Task Renaming_to_a_taken_name_is_refused()
    {
        var taken = await acme.RoomAsync();
        var room = await acme.RoomAsync();
        using var answer = await PatchAsync(room, new { name = (string)taken["name"]! });
        (await answer.RefusedAsync(400)).ShouldBe("Room name is not unique");
    }

    [Theory]
    [InlineData("name", "\"browse\"")]
    [InlineData("name", "\"a/b\"")]
    [InlineData("name", "\"🎉\"")]
    [InlineData("name", "\"\"")]
    [InlineData("room_mode", "\"huge\"")]
    [InlineData("room_mode", "1")]
    [InlineData("recording_type", "\"tape\"")]
    [InlineData("recording_trigger", "\"automatic2ndparticipant\"")]
    [InlineData("platform", "\"zoom\"")]
    [InlineData("webhook_url", "\"ftp://example.com\"")]
    [InlineData("webhook_url", "\"https://user:password@example.com\"")]
    [InlineData("webhook_url", "\"javascript:alert(1)\"")]
    [InlineData("ics_url", "\"/etc/passwd\"")]
    [InlineData("ics_fetch_interval", "0")]
    [InlineData("ics_fetch_interval", "-5")]
    [InlineData("ics_fetch_interval", "100000000")]
    [InlineData("zulip_topic", "\"a\\u0000b\"")]
    [InlineData("is_locked", "\"yes\"")]
    public async Task A_value_that_cannot_be_is_named(string field, string value)
    {
        using var owner = Server.ClientOf("owner");
        var body = new JsonObject { ["name"] = AcmeServer.NewName() };
        body[field] = JsonNode.Parse(value);
        using var created = await owner.PostAsJsonAsync("/v1/rooms", body);
        (await created.InvalidAsync()).ShouldBe($"body.{field}");

        var room = await acme.RoomAsync();
        using var patched = await PatchAsync(room, new JsonObject { [field] = JsonNode.Parse(value) });
        (await patched.InvalidAsync()).ShouldBe($"body.{field}");
    }

    [Fact]
    public async Task Texts_have_an_end()
    {
        using var owner = Server.ClientOf("owner");
        foreach (
            var field in new[] { "name", "zulip_stream", "zulip_topic", "webhook_secret", "webhook_url", "ics_url" }
        )
        {
            var body = new JsonObject { ["name"] = AcmeServer.NewName() };
            body[field] = "https://example.com/" + new string('x', 3000);
            using var answer = await owner.PostAsJsonAsync("/v1/rooms", body);
            (await answer.InvalidAsync()).ShouldBe($"body.{field}");
        }
    }

    [Fact]
    public async Task A_room_without_a_name_is_refused()
    {
        using var owner = Server.ClientOf("owner");
        using var answer = await owner.PostAsJsonAsync("/v1/rooms", new { is_locked = true });
        (await answer.InvalidAsync()).ShouldBe("body.name");
    }

    [Fact]
    public async Task The_list_has_my_rooms_and_the_shared_ones_newest_first()
    {
        var mine = await acme.RoomAsync();
        using var other = Server.ClientOf("other");
        using var created = await other.PostAsJsonAsync("/v1/rooms", new { name = AcmeServer.NewName() });
        var theirs = await created.OkAsync();
        using var shared = await other.PostAsJsonAsync(
            "/v1/rooms",
            new { name = AcmeServer.NewName(), is_shared = true }
        );
        var theirShared = await shared.OkAsync();

        using var owner = Server.ClientOf("owner");
        var ids = (await Server.GetAsync("/v1/rooms?size=100", owner))["items"]!
            .AsArray()
            .Select(room => (string)room!["id"]!)
            .ToList();
        ids.ShouldContain((string)mine["id"]!);
        ids.ShouldNotContain((string)theirs["id"]!);
        ids.IndexOf((string)theirShared["id"]!).ShouldBeLessThan(ids.IndexOf((string)mine["id"]!));
    }

    [Fact]
    public async Task Secrets_are_the_owner_s_alone()
    {
        var room = await acme.RoomAsync(
            new
            {
                is_shared = true,
                webhook_url = "https://hooks.example/secret-path",
                ics_url = "https://calendar.example/private.ics",
            }
        );
        foreach (var user in new[] { "other", HeaderCallerSource.Anonymous, HeaderCallerSource.Administrator })
        {
            using var client = Server.ClientOf(user);
            foreach (var path in new[] { $"/v1/rooms/{room["id"]}", $"/v1/rooms/name/{room["name"]}" })
            {
                var read = await Server.GetAsync(path, client);
                read["webhook_url"].ShouldBeNull();
                read["webhook_secret"].ShouldBeNull();
                read["ics_url"].ShouldBeNull();
                read["ics_last_etag"].ShouldBeNull();
            }
        }
        using var owner = Server.ClientOf("owner");
        ((string)(await Server.GetAsync($"/v1/rooms/{room["id"]}", owner))["webhook_secret"]!).Length.ShouldBe(43);
        using var someone = Server.ClientOf("other");
        (await Server.GetAsync("/v1/rooms?size=100", someone)).ToJsonString().ShouldNotContain("secret-path");
    }

    [Fact]
    public async Task A_private_room_is_seen_by_its_owner_and_administrators()
    {
        var room = await acme.RoomAsync();
        using var other = Server.ClientOf("other");
        using var refused = await other.GetAsync($"/v1/rooms/{room["id"]}");
        (await refused.RefusedAsync(403)).ShouldBe("Room access denied");
        using var administrator = Server.ClientOf(HeaderCallerSource.Administrator);
        await Server.GetAsync($"/v1/rooms/{room["id"]}", administrator);
        using var unknown = await other.GetAsync($"/v1/rooms/{Guid.CreateVersion7()}");
        (await unknown.RefusedAsync(404)).ShouldBe("Room not found");
    }

    [Theory]
    [InlineData("other", 403)]
    [InlineData(HeaderCallerSource.Anonymous, 401)]
    public async Task Others_change_and_delete_nothing(string user, int status)
    {
        var room = await acme.RoomAsync(new { is_shared = true });
        using var client = Server.ClientOf(user);
        using var patched = await client.PatchAsJsonAsync($"/v1/rooms/{room["id"]}", new { is_locked = true });
        await patched.RefusedAsync(status);
        using var deleted = await client.DeleteAsync($"/v1/rooms/{room["id"]}");
        await deleted.RefusedAsync(status);
        using var owner = Server.ClientOf("owner");
        ((bool)(await Server.GetAsync($"/v1/rooms/{room["id"]}", owner))["is_locked"]!).ShouldBeFalse();
    }

    [Fact]
    public async Task Without_an_account_there_is_neither_a_list_nor_a_new_room()
    {
        using var anonymous = Server.ClientOf(HeaderCallerSource.Anonymous);
        using var list = await anonymous.GetAsync("/v1/rooms");
        (await list.RefusedAsync(401)).ShouldBe("Not authenticated");
        using var created = await anonymous.PostAsJsonAsync("/v1/rooms", new { name = AcmeServer.NewName() });
        (await created.RefusedAsync(401)).ShouldBe("Not authenticated");
    }

    [Fact]
    public async Task A_change_leaves_alone_what_it_does_not_name()
    {
        var room = await acme.RoomAsync(new { ics_url = "https://calendar.example/a.ics", platform = "mock" });
        using var locked = await PatchAsync(room, new { is_locked = true });
        var after = await locked.OkAsync();
        ((bool)after["is_locked"]!).ShouldBeTrue();
        ((string)after["ics_url"]!).ShouldBe("https://calendar.example/a.ics");
        ((string)after["own_platform"]!).ShouldBe("mock");

        using var cleared = await PatchAsync(room, new { ics_url = (string?)null, platform = (string?)null });
        after = await cleared.OkAsync();
        after["ics_url"].ShouldBeNull();
        after["own_platform"].ShouldBeNull();
        ((string)after["platform"]!).ShouldBe("acme");
        ((bool)after["is_locked"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task A_webhook_gets_a_secret_and_a_new_one_with_a_new_address()
    {
        var room = await acme.RoomAsync();
        var first = await SecretAsync(room, new { webhook_url = "https://hooks.example/1" });
        first.ShouldNotBeNullOrEmpty();
        (await SecretAsync(room, new { webhook_url = "https://hooks.example/1" })).ShouldBe(first);
        (await SecretAsync(room, new { is_locked = true })).ShouldBe(first);
        var second = await SecretAsync(room, new { webhook_url = "https://hooks.example/2" });
        second.ShouldNotBeNullOrEmpty();
        second.ShouldNotBe(first);
        (await SecretAsync(room, new { webhook_url = "https://hooks.example/3", webhook_secret = "own" })).ShouldBe(
            "own"
        );
        (await SecretAsync(room, new { webhook_url = "" })).ShouldBeNull();
    }

    [Fact]
    public async Task Deleting_a_room_closes_its_meetings_and_keeps_what_was_answered_in_them()
    {
        var room = await acme.RoomAsync();
        var meeting = await acme.MeetingAsync((string)room["name"]!);
        using var owner = Server.ClientOf("owner");
        using (
            var answered = await owner.PostAsJsonAsync(
                $"/v1/meetings/{meeting["id"]}/consent",
                new { consent_given = false }
            )
        )
            await answered.OkAsync();
        using (var deleted = await owner.DeleteAsync($"/v1/rooms/{room["id"]}"))
            ((string)(await deleted.OkAsync())["status"]!).ShouldBe("ok");
        using var gone = await owner.GetAsync($"/v1/rooms/name/{room["name"]}");
        await gone.RefusedAsync(404);
        var id = (string)meeting["id"]!;
        (await Server.QueryAsync(async db => await db.Meetings.FindAsync(id)))!.IsActive.ShouldBeFalse();
        (
            await Server.QueryAsync(db => Task.FromResult(db.MeetingConsents.Single(row => row.MeetingId == id)))
        ).ConsentGiven.ShouldBeFalse();
    }

    [Fact]
    public async Task The_platforms_to_choose_from_are_told_to_people_with_an_account()
    {
        using var administrator = Server.ClientOf(HeaderCallerSource.Administrator);
        var platforms = (await Server.GetAsync("/v1/platforms", administrator)).AsArray();
        var acmePlatform = platforms.Single(platform => (string)platform!["name"]! == "acme")!;
        ((bool)acmePlatform["is_default"]!).ShouldBeTrue();
        ((bool)acmePlatform["is_set_up"]!).ShouldBeTrue();
        using var anonymous = Server.ClientOf(HeaderCallerSource.Anonymous);
        using var refused = await anonymous.GetAsync("/v1/platforms");
        await refused.RefusedAsync(401);
    }

    private async Task<HttpResponseMessage> PatchAsync(JsonNode room, object change)
    {
        using var owner = Server.ClientOf("owner");
        return await owner.PatchAsJsonAsync($"/v1/rooms/{room["id"]}", change);
    }

    private async Task<string?> SecretAsync(JsonNode room, object change)
    {
        using var answer = await PatchAsync(room, change);
        return (string?)(await answer.OkAsync())["webhook_secret"];
    }
}
