using Microsoft.Extensions.DependencyInjection;
using Reflector.Fakes.Services;
using Reflector.Server.Configuration;
using Reflector.Server.Rooms;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.VideoPlatforms;
using Reflector.Server.VideoPlatforms.Whereby;

namespace Reflector.Server.Tests.VideoPlatforms.Whereby;

public sealed class WherebyClientTests(WherebyFixture fixture) : IClassFixture<WherebyFixture>
{
    private IVideoPlatform Platform =>
        fixture.Server.Services.GetRequiredService<VideoPlatformFactory>().Get("whereby");

    [Fact]
    public async Task Sessions_come_in_pages_and_the_last_may_still_go_on()
    {
        var meeting = await fixture.OpenAsync();
        for (var i = 0; i < 150; i++)
        {
            var (ana, bo) = (Join(meeting), Join(meeting));
            if (i == 149)
                break;
            fixture.Whereby.Leave(meeting.PlatformRoom, ana);
            fixture.Whereby.Leave(meeting.PlatformRoom, bo);
        }
        var atPlatform = (await meeting.NowAsync()).AtPlatform;

        var sessions = await Platform.GetSessionsAsync(atPlatform, CancellationToken.None);

        sessions.Count.ShouldBe(150);
        sessions.Count(session => session.EndedAt is null).ShouldBe(1);
        sessions.Select(session => session.SessionId).ShouldBeUnique();
    }

    [Fact]
    public async Task A_deleted_meeting_is_gone_and_deleting_it_again_is_no_error()
    {
        var meeting = await fixture.OpenAsync();
        Join(meeting);
        var atPlatform = (await meeting.NowAsync()).AtPlatform;

        await Platform.DeleteRoomAsync(atPlatform, CancellationToken.None);
        await Platform.DeleteRoomAsync(atPlatform, CancellationToken.None);

        Should.Throw<RoomException>(() => Join(meeting));
    }

    [Fact]
    public async Task The_logo_is_uploaded_as_an_image_also_when_the_first_attempt_fails()
    {
        var meeting = await fixture.OpenAsync();
        var atPlatform = (await meeting.NowAsync()).AtPlatform;
        byte[] png = [0x89, (byte)'P', (byte)'N', (byte)'G', 1, 2, 3];
        fixture.Whereby.Then(FakeAnswer.Error(503));

        await Platform.UploadLogoAsync(atPlatform, new MemoryStream(png), CancellationToken.None);

        fixture.Whereby.LogoOf(meeting.PlatformRoom).ShouldBe(png);
    }

    [Fact]
    public async Task A_logo_that_is_too_large_is_not_sent()
    {
        var meeting = await fixture.OpenAsync();
        var atPlatform = (await meeting.NowAsync()).AtPlatform;

        var refusal = await Should.ThrowAsync<VideoPlatformException>(() =>
            Platform.UploadLogoAsync(atPlatform, new MemoryStream(new byte[(10 << 20) + 1]), CancellationToken.None)
        );

        refusal.Message.ShouldContain("larger than 10 MB");
    }

    [Theory]
    [InlineData("a", "a-")]
    [InlineData("a-room-with-a-name-of-thirty-eight-cha", "a-room-with-a-name-of-thirty-eight-cha-")]
    [InlineData("a-room-with-a-name-of-thirty-nine-chars", "a-room-with-a-name-of-thirty-nine-char-")]
    [InlineData("a-room-whose-name-has-a-hyphen-at-38--and-goes-on", "a-room-whose-name-has-a-hyphen-at-38-")]
    public async Task The_prefix_is_no_longer_than_Whereby_takes(string room, string prefix)
    {
        await Platform.CreateMeetingAsync(Request(room), CancellationToken.None);

        ((string)fixture.Whereby.Requests[^1].Json["roomNamePrefix"]!).ShouldBe(prefix);
    }

    [Fact]
    public async Task What_is_optional_may_be_missing_and_what_is_new_is_ignored()
    {
        fixture.Whereby.Then(
            FakeAnswer.Raw("""{"meetingId":"7","roomUrl":"https://a.whereby.com/room-7","endDate":null,"new":{}}""")
        );

        var meeting = await Platform.CreateMeetingAsync(Request("a"), CancellationToken.None);

        (meeting.RoomName, meeting.HostRoomUrl).ShouldBe(("/room-7", "https://a.whereby.com/room-7"));
    }

    [Theory]
    [InlineData("""{"numClients":4,"numClientsByRoleName":{"host":1,"recorder":1,"streamer":1,"captioner":1}}""", 1)]
    [InlineData("""{"numClients":8,"numClientsByRoleName":{"host":1,"visitor":6,"viewer":1,"new_role":2}}""", 10)]
    [InlineData("""{"numClients":3}""", 3)]
    [InlineData("""{"numClients":3,"numClientsByRoleName":null}""", 3)]
    [InlineData("""{"numClientsByRoleName":{"host":"many","visitor":-7}}""", 0)]
    [InlineData("""{"numClientsByRoleName":{"host":2147483647,"visitor":2147483647}}""", 100_000)]
    [InlineData("""{}""", 0)]
    public async Task People_are_counted_whatever_else_is_in_the_room(string data, int people)
    {
        var meeting = await fixture.OpenAsync();
        var payload = System.Text.Json.Nodes.JsonNode.Parse(data)!.AsObject();
        payload["meetingId"] = meeting.Id;
        payload["roleName"] = "host";

        (
            await fixture.Whereby.Webhooks.SendAsync(fixture.Whereby.Events.Event("room.client.joined", payload))
        ).ShouldBe(200);

        (await meeting.NowAsync()).NumClients.ShouldBe(people);
    }

    [Fact]
    public void Without_a_bucket_recordings_go_where_the_account_says()
    {
        WherebyRecording.Cloud(RecordingTrigger.Prompt, null).ShouldBe(new WherebyRecording("cloud", null, "prompt"));
    }

    [Theory]
    [InlineData("", "WHEREBY_API_KEY")]
    [InlineData("WHEREBY_API_KEY", "")]
    [InlineData(
        "WHEREBY_API_KEY,WHEREBY_STORAGE_AWS_BUCKET_NAME",
        "WHEREBY_STORAGE_AWS_ACCESS_KEY_ID,WHEREBY_STORAGE_AWS_SECRET_ACCESS_KEY"
    )]
    [InlineData("WHEREBY_API_KEY,AWS_WHEREBY_S3_BUCKET,AWS_WHEREBY_ACCESS_KEY_ID,AWS_WHEREBY_ACCESS_KEY_SECRET", "")]
    public void What_is_missing_is_named(string set, string missing)
    {
        new WherebyRegistration()
            .MissingSettings(Settings(set))
            .ShouldBe(missing.Split(',', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Its_pages_may_be_framed_and_those_of_a_stand_in()
    {
        var registration = new WherebyRegistration();
        registration.FrameOrigins(Settings("")).ShouldBe(["https://*.whereby.com"]);
        registration
            .FrameOrigins(TestServer.Settings(".", new() { ["WHEREBY_API_URL"] = fixture.Whereby.ApiUrl.ToString() }))
            .ShouldBe([fixture.Whereby.Address.GetLeftPart(UriPartial.Authority)]);
    }

    private static ReflectorSettings Settings(string names) =>
        TestServer.Settings(
            ".",
            names
                .Split(',', StringSplitOptions.RemoveEmptyEntries)
                .ToDictionary(name => name, _ => (string?)"value", StringComparer.Ordinal)
        );

    private string Join(OpenedMeeting meeting) => fixture.Whereby.Join(meeting.PlatformRoom, "Somebody");

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
