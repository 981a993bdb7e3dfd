using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Reflector.Fakes.Services;
using Reflector.Server.Rooms;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.VideoPlatforms;
using Reflector.Server.VideoPlatforms.Daily;

namespace Reflector.Server.Tests.VideoPlatforms.Daily;

public sealed class DailyClientTests(DailyFixture fixture) : IClassFixture<DailyFixture>
{
    private DailyPlatform Platform => fixture.Server.Services.GetRequiredService<DailyPlatform>();

    private DailyClient Client => fixture.Server.Services.GetRequiredService<DailyClient>();

    [Fact]
    public async Task A_name_that_is_taken_becomes_that_of_the_next_second()
    {
        var meetings = new List<MeetingData>();
        for (var i = 0; i < 3; i++)
            meetings.Add(await Platform.CreateMeetingAsync(Request("busy"), CancellationToken.None));

        meetings.Select(meeting => meeting.RoomName).ShouldBeUnique();
        fixture.Daily.Then([
            .. Enumerable.Repeat(
                FakeAnswer.Error(
                    400,
                    """{"error":"invalid-request-error","info":"a room named busy already exists"}"""
                ),
                5
            ),
        ]);
        var refusal = await Should.ThrowAsync<VideoPlatformException>(() =>
            Platform.CreateMeetingAsync(Request("busy"), CancellationToken.None)
        );
        refusal.IsTemporary.ShouldBeTrue();
    }

    [Fact]
    public async Task Presence_lags_and_nobody_is_in_a_room_that_is_gone()
    {
        var meeting = await fixture.OpenAsync();
        var atPlatform = (await meeting.NowAsync()).AtPlatform;
        fixture.Daily.PresenceLag = TimeSpan.FromSeconds(15);
        fixture.Daily.Join(meeting.PlatformRoom, "Ana");
        (await Platform.GetPresenceAsync(atPlatform, CancellationToken.None)).ShouldBeEmpty();
        fixture.Daily.PresenceLag = TimeSpan.Zero;
        (await Platform.GetPresenceAsync(atPlatform, CancellationToken.None)).ShouldHaveSingleItem();

        await Platform.DeleteRoomAsync(atPlatform, CancellationToken.None);
        await Platform.DeleteRoomAsync(atPlatform, CancellationToken.None);

        (await Platform.GetPresenceAsync(atPlatform, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Presence_may_show_someone_twice_and_without_a_name()
    {
        fixture.Daily.Then(
            FakeAnswer.Raw(
                """
                {"total_count":3,"data":[
                {"room":"a","id":"1","userId":null,"userName":null,"joinTime":"2026-11-20T12:00:00.000Z","duration":1},
                {"room":"a","id":"1","userId":"","userName":"","joinTime":"2026-11-20T12:00:00.000Z","duration":1},
                {"room":"a","id":"2","joinTime":"2026-11-20T12:00:00.000Z"}]}
                """
            )
        );

        var present = await Platform.GetPresenceAsync(new("1", "a", "http://a"), CancellationToken.None);

        present.Select(person => person.SessionId).ShouldBe(["1", "2"]);
        present.ShouldAllBe(person => person.UserId == null && person.UserName == null);
    }

    [Theory]
    [InlineData("https://a.daily.co/room", "https://a.daily.co/room?t=TOKEN")]
    [InlineData("https://a.daily.co/room?t=old", "https://a.daily.co/room?t=TOKEN")]
    [InlineData("https://a.daily.co/room?a=1&t=old&b=2#part", "https://a.daily.co/room?a=1&b=2&t=TOKEN#part")]
    public async Task A_pass_takes_the_place_of_an_older_one(string room, string address)
    {
        fixture.Daily.Then(FakeAnswer.Raw("""{"token":"TOKEN"}"""));

        var url = await Platform.CreateJoinUrlAsync(
            new("1", "room", room),
            new("ana", null, IsOwner: true, MayRecord: true, DateTimeOffset.UnixEpoch.AddDays(30_000)),
            CancellationToken.None
        );

        url.AbsoluteUri.ShouldBe(address);
        fixture
            .Daily.Requests[^1]
            .Body.ShouldBe(
                """{"properties":{"room_name":"room","is_owner":true,"enable_recording_ui":true,"exp":2592000000,"user_id":"ana"}}"""
            );
    }

    [Fact]
    public async Task An_id_that_is_too_long_for_a_pass_is_left_out()
    {
        await Platform.CreateJoinUrlAsync(
            new("1", "room", "https://a.daily.co/room"),
            new(new string('a', 37), "Ana", IsOwner: false, MayRecord: false, TimeProvider.System.GetUtcNow()),
            CancellationToken.None
        );

        var properties = fixture.Daily.Requests[^1].Json["properties"]!.AsObject();
        properties.ContainsKey("user_id").ShouldBeFalse();
        ((string)properties["user_name"]!).ShouldBe("Ana");
    }

    [Fact]
    public async Task Recordings_are_started_stopped_listed_and_fetched()
    {
        var meeting = await fixture.OpenAsync();
        var atPlatform = (await meeting.NowAsync()).AtPlatform;
        var (cloud, raw) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        (await StartAsync(PlatformRecordingKind.Cloud, cloud)).ShouldBe(RecordingStart.NobodyIsIn);
        fixture.Daily.Join(meeting.PlatformRoom, "Ana");
        (await StartAsync(PlatformRecordingKind.Cloud, cloud)).ShouldBe(RecordingStart.Started);
        (await StartAsync(PlatformRecordingKind.Cloud, cloud)).ShouldBe(RecordingStart.AlreadyActive);
        (await StartAsync(PlatformRecordingKind.RawTracks, raw)).ShouldBe(RecordingStart.Started);
        for (var i = 0; i < 2; i++)
            await Platform.StopRecordingAsync(atPlatform, PlatformRecordingKind.RawTracks, raw, CancellationToken.None);

        var recordings = await Client.ListRecordingsAsync(meeting.PlatformRoom, CancellationToken.None);

        recordings.Count.ShouldBe(2);
        var finished = recordings.Single(recording => recording.IsFinished);
        finished.Tracks!.ShouldHaveSingleItem().Type.ShouldBe("audio");
        (await Client.GetRecordingAsync(finished.Id, CancellationToken.None))!.S3Key.ShouldBe(finished.S3Key);
        (await Client.GetRecordingAsync("unknown", CancellationToken.None)).ShouldBeNull();
        var link = await Client.GetAccessLinkAsync(finished.Id, TimeSpan.FromHours(1), CancellationToken.None);
        link.DownloadLink.ShouldEndWith(finished.S3Key!);
        (await Client.ListRecordingsAsync(null, CancellationToken.None)).Count.ShouldBeGreaterThanOrEqualTo(2);

        await Platform.DeleteRoomAsync(atPlatform, CancellationToken.None);
        await Platform.StopRecordingAsync(atPlatform, PlatformRecordingKind.Cloud, cloud, CancellationToken.None);

        Task<RecordingStart> StartAsync(PlatformRecordingKind kind, Guid instance) =>
            Platform.StartRecordingAsync(atPlatform, kind, instance, CancellationToken.None);
    }

    [Fact]
    public async Task Sessions_come_in_pages()
    {
        var meeting = await fixture.OpenAsync();
        for (var i = 0; i < 205; i++)
            fixture.Daily.Leave(meeting.PlatformRoom, fixture.Daily.Join(meeting.PlatformRoom, "Ana"));
        fixture.Daily.Join(meeting.PlatformRoom, "Ana");

        var sessions = await Platform.GetSessionsAsync((await meeting.NowAsync()).AtPlatform, CancellationToken.None);

        sessions.Count.ShouldBe(206);
        sessions.Count(session => session.EndedAt is null).ShouldBe(1);
    }

    [Theory]
    [InlineData("recording.ready-to-download", "recording_id", "r1")]
    [InlineData("recording.error", "instance_id", "i1")]
    public async Task The_end_of_a_recording_may_be_told_before_its_start(string end, string name, string value)
    {
        var meeting = await fixture.OpenAsync();
        var now = TimeProvider.System.GetUtcNow();
        var ended = new JsonObject { ["room_name"] = meeting.PlatformRoom, [name] = value };
        await SendAsync(end, ended, now);
        await SendAsync("recording.started", Started("r1", "i1"), now.AddSeconds(-10));
        (await meeting.NowAsync()).RecordingSince.ShouldBeNull();

        await SendAsync("recording.started", Started("r2", "i1"), now.AddSeconds(10));
        (await meeting.NowAsync()).RecordingSince.ShouldNotBeNull();

        await SendAsync("meeting.ended", new() { ["room"] = meeting.PlatformRoom }, now.AddSeconds(20));
        (await meeting.NowAsync()).RecordingSince.ShouldBeNull();

        JsonObject Started(string id, string instance) =>
            new()
            {
                ["room_name"] = meeting.PlatformRoom,
                ["recording_id"] = id,
                ["instance_id"] = instance,
            };
    }

    [Fact]
    public async Task A_recording_that_names_no_room_is_found_by_its_instance()
    {
        var meeting = await fixture.OpenAsync();

        await SendAsync(
            "recording.started",
            new() { ["recording_id"] = "r", ["instance_id"] = meeting.Id },
            TimeProvider.System.GetUtcNow()
        );

        (await meeting.NowAsync()).RecordingSince.ShouldNotBeNull();
    }

    [Fact]
    public void Its_pages_may_be_framed()
    {
        var registration = new DailyRegistration();
        registration.FrameOrigins(TestServer.Settings(".")).ShouldContain("https://*.daily.co");
        registration
            .FrameOrigins(TestServer.Settings(".", new() { ["DAILY_SUBDOMAIN"] = "ours" }))
            .ShouldContain("https://ours.daily.co");
    }

    [Fact]
    public void A_bucket_without_a_role_is_not_complete()
    {
        new DailyRegistration()
            .MissingSettings(TestServer.Settings(".", new() { ["AWS_DAILY_S3_BUCKET"] = "recordings" }))
            .ShouldBe(["DAILY_API_KEY", "DAILYCO_STORAGE_AWS_ROLE_ARN"]);
    }

    private async Task SendAsync(string type, JsonObject payload, DateTimeOffset at) =>
        (await fixture.Daily.Webhooks.SendAsync(fixture.Daily.Events.Event(type, payload, at))).ShouldBe(200);

    private static MeetingRequest Request(string room) =>
        new(
            room,
            TimeProvider.System.GetUtcNow().AddHours(1),
            IsLocked: false,
            RoomMode.Normal,
            RecordingType.None,
            RecordingTrigger.None
        );
}
