using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Reflector.Fakes;
using Reflector.Server.Rooms;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Tests.VideoPlatforms;
using Reflector.Server.VideoPlatforms;

namespace Reflector.Server.Tests.Meetings;

[Collection(nameof(AcmeServer))]
public sealed class MeetingOpeningTests(AcmeServer acme, PostgresFixture postgres)
{
    private TestServer Server => acme.Server;

    [Fact]
    public async Task The_platform_is_asked_for_what_the_room_is_set_to()
    {
        var room = await acme.RoomAsync(
            new
            {
                is_locked = true,
                room_mode = "group",
                recording_type = "local",
                recording_trigger = "prompt",
            }
        );
        var meeting = await acme.MeetingAsync((string)room["name"]!);
        var request = acme.Acme.Requests.Single(request => request.RoomName == (string)room["name"]!);
        request.IsLocked.ShouldBeTrue();
        request.RoomMode.ShouldBe(RoomMode.Group);
        request.RecordingType.ShouldBe(RecordingType.Local);
        request.RecordingTrigger.ShouldBe(RecordingTrigger.Prompt);
        (request.EndDate - TimeProvider.System.GetUtcNow()).TotalHours.ShouldBe(8, 0.1);
        ((string)meeting["platform"]!).ShouldBe("acme");
        ((string)meeting["room_id"]!).ShouldBe((string)room["id"]!);
        ((bool)meeting["is_active"]!).ShouldBeTrue();
        meeting["user_id"].ShouldBeNull();
    }

    [Fact]
    public async Task Fifty_who_come_at_once_meet()
    {
        var room = (string)(await acme.RoomAsync())["name"]!;
        using var anonymous = Server.ClientOf(HeaderCallerSource.Anonymous);
        var meetings = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(async _ =>
                {
                    using var answer = await anonymous.PostAsJsonAsync($"/v1/rooms/{room}/meeting", new { });
                    return (string)(await answer.OkAsync())["id"]!;
                })
        );
        meetings.Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
        acme.Acme.Requests.Count(request => request.RoomName == room).ShouldBe(1);
    }

    [Fact]
    public async Task Fifty_who_come_at_once_to_two_servers_meet()
    {
        await using var second = await TestServer.StartAsync(
            postgres,
            new(StringComparer.Ordinal) { ["DEFAULT_VIDEO_PLATFORM"] = "acme" },
            Server.ConnectionString,
            Server.DataFolder,
            builder => builder.Services.AddVideoPlatform(new AcmeRegistration(acme.Acme), TestServer.Settings("."))
        );
        var room = (string)(await acme.RoomAsync())["name"]!;
        using var here = Server.ClientOf(HeaderCallerSource.Anonymous);
        using var there = second.ClientOf(HeaderCallerSource.Anonymous);
        var meetings = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(async number =>
                {
                    var client = number % 2 == 0 ? here : there;
                    using var answer = await client.PostAsJsonAsync($"/v1/rooms/{room}/meeting", new { });
                    return (string)(await answer.OkAsync())["id"]!;
                })
        );
        meetings.Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
        acme.Acme.Requests.Count(request => request.RoomName == room).ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_asked_first_may_leave_and_the_others_still_meet()
    {
        var platform = new AcmePlatform();
        var release = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        platform.Creating = _ =>
        {
            asked.TrySetResult();
            return release.Task;
        };
        await using var server = await WithOwnAcmeAsync(platform);
        var room = await RoomAsync(server);
        using var leaving = new CancellationTokenSource();
        var first = server.Client.PostAsJsonAsync($"/v1/rooms/{room}/meeting", new { }, leaving.Token);
        await asked.Task;
        var second = server.Client.PostAsJsonAsync($"/v1/rooms/{room}/meeting", new { });
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => first);
        release.SetResult();
        using var answer = await second;
        await answer.OkAsync();
        platform.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_open_meeting_is_used_again_while_the_room_stays_as_it_is()
    {
        var room = await acme.RoomAsync();
        var name = (string)room["name"]!;
        var first = await acme.MeetingAsync(name);
        ((string)(await acme.MeetingAsync(name, "other"))["id"]!).ShouldBe((string)first["id"]!);
        foreach (
            var change in new object[]
            {
                new { is_locked = true },
                new { room_mode = "group" },
                new { recording_type = "none" },
                new { recording_trigger = "none" },
                new { skip_consent = true },
                new { platform = "mock" },
            }
        )
        {
            var before = (string)(await acme.MeetingAsync(name))["id"]!;
            using var owner = Server.ClientOf("owner");
            using var changed = await owner.PatchAsJsonAsync($"/v1/rooms/{room["id"]}", change);
            await changed.OkAsync();
            var after = (string)(await acme.MeetingAsync(name))["id"]!;
            after.ShouldNotBe(before, change.ToString());
            ((string)(await acme.MeetingAsync(name))["id"]!).ShouldBe(after);
        }
    }

    [Fact]
    public async Task A_meeting_that_is_over_is_not_used_again()
    {
        var name = (string)(await acme.RoomAsync())["name"]!;
        var first = (string)(await acme.MeetingAsync(name))["id"]!;
        var past = TimeProvider.System.GetUtcNow().AddSeconds(-1);
        await Server.QueryAsync(db =>
            db.Database.ExecuteSqlAsync($"UPDATE meeting SET end_date = {past} WHERE id = {first}")
        );
        ((string)(await acme.MeetingAsync(name))["id"]!).ShouldNotBe(first);
    }

    [Fact]
    public async Task Another_meeting_is_for_the_owner_and_in_shared_rooms_for_everybody_with_an_account()
    {
        var room = (string)(await acme.RoomAsync())["name"]!;
        var first = (string)(await acme.MeetingAsync(room))["id"]!;
        ((string)(await acme.MeetingAsync(room, another: true))["id"]!).ShouldNotBe(first);
        foreach (var user in new[] { "other", HeaderCallerSource.Anonymous })
        {
            using var client = Server.ClientOf(user);
            using var refused = await client.PostAsJsonAsync(
                $"/v1/rooms/{room}/meeting",
                new { allow_duplicated = true }
            );
            await refused.RefusedAsync(403);
        }
        var shared = (string)(await acme.RoomAsync(new { is_shared = true }))["name"]!;
        first = (string)(await acme.MeetingAsync(shared, "other"))["id"]!;
        ((string)(await acme.MeetingAsync(shared, "other", another: true))["id"]!).ShouldNotBe(first);
    }

    [Theory]
    [InlineData(true, 503)]
    [InlineData(false, 502)]
    public async Task A_platform_that_fails_is_told_in_a_sentence_and_nothing_is_stored(bool isTemporary, int status)
    {
        var platform = new AcmePlatform
        {
            Failure = new("Acme has no rooms left.", isTemporary, TimeSpan.FromSeconds(7)),
        };
        await using var server = await WithOwnAcmeAsync(platform);
        var room = await RoomAsync(server);
        using var answer = await server.Client.PostAsJsonAsync($"/v1/rooms/{room}/meeting", new { });
        (await answer.RefusedAsync(status)).ShouldBe("Acme has no rooms left.");
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
        (await server.QueryAsync(db => db.Meetings.CountAsync())).ShouldBe(0);

        platform.Failure = null;
        using var again = await server.Client.PostAsJsonAsync($"/v1/rooms/{room}/meeting", new { });
        await again.OkAsync();
    }

    [Fact]
    public async Task A_platform_that_is_not_set_up_is_a_sentence()
    {
        await using var server = await TestServer.StartAsync(
            postgres,
            new(StringComparer.Ordinal) { ["DEFAULT_VIDEO_PLATFORM"] = "acme" },
            configure: builder =>
                builder.Services.AddVideoPlatform(new AcmeRegistration(new(), "ACME_KEY"), TestServer.Settings("."))
        );
        var room = await RoomAsync(server);
        using var answer = await server.Client.PostAsJsonAsync($"/v1/rooms/{room}/meeting", new { });
        (await answer.RefusedAsync(502)).ShouldBe("Acme is not set up on this server: ACME_KEY is missing.");
    }

    [Fact]
    public async Task A_meeting_that_cannot_be_stored_is_closed_at_the_platform()
    {
        var platform = new AcmePlatform();
        await using var server = await WithOwnAcmeAsync(platform);
        var room = await RoomAsync(server);
        await server.QueryAsync(db =>
            db.Database.ExecuteSqlAsync($"ALTER TABLE meeting ADD CONSTRAINT never CHECK (num_clients > 0)")
        );
        using var answer = await server.Client.PostAsJsonAsync($"/v1/rooms/{room}/meeting", new { });
        await answer.RefusedAsync(500);
        platform.Deleted.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_logo_is_handed_to_the_platform_afterwards()
    {
        var logo = Path.Combine(Server.DataFolder, "logo.png");
        await File.WriteAllTextAsync(logo, "a picture");
        var platform = new AcmePlatform();
        await using var server = await WithOwnAcmeAsync(platform, ("MEETING_LOGO", logo));
        var room = await RoomAsync(server);
        using var answer = await server.Client.PostAsJsonAsync($"/v1/rooms/{room}/meeting", new { });
        var id = (string)(await answer.OkAsync())["id"]!;
        await Eventually.TrueAsync(
            () => platform.Logos.Contains($"{id}:a picture"),
            TimeSpan.FromSeconds(30),
            "the logo is there"
        );
    }

    [Fact]
    public async Task An_unknown_room_is_not_found()
    {
        using var answer = await Server.Client.PostAsJsonAsync("/v1/rooms/nowhere/meeting", new { });
        (await answer.RefusedAsync(404)).ShouldBe("Room not found");
    }

    private Task<TestServer> WithOwnAcmeAsync(AcmePlatform platform, params (string Name, string Value)[] settings)
    {
        var all = settings.ToDictionary(pair => pair.Name, pair => (string?)pair.Value, StringComparer.Ordinal);
        all["DEFAULT_VIDEO_PLATFORM"] = "acme";
        return TestServer.StartAsync(
            postgres,
            all,
            configure: builder =>
                builder.Services.AddVideoPlatform(new AcmeRegistration(platform), TestServer.Settings("."))
        );
    }

    private static async Task<string> RoomAsync(TestServer server)
    {
        using var answer = await server.Client.PostAsJsonAsync("/v1/rooms", new { name = AcmeServer.NewName() });
        return (string)(await answer.OkAsync())["name"]!;
    }
}
