using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Reflector.Fakes.Services;
using Reflector.Server.Database;
using Reflector.Server.Rooms;
using Reflector.Server.Tests.VideoPlatforms.Daily;
using Reflector.Server.Tests.VideoPlatforms.Whereby;
using Reflector.Server.VideoPlatforms;

namespace Reflector.Server.Tests.VideoPlatforms;

/// <summary>Every room, as it reaches each platform.</summary>
public sealed class RoomSettingsTests(WherebyFixture whereby, DailyFixture daily)
    : IClassFixture<WherebyFixture>,
        IClassFixture<DailyFixture>
{
    public static TheoryData<string, string, string, bool> Rooms
    {
        get
        {
            var rooms = new TheoryData<string, string, string, bool>();
            foreach (var type in Enum.GetValues<RecordingType>())
            foreach (var trigger in Enum.GetValues<RecordingTrigger>())
            foreach (var mode in Enum.GetValues<RoomMode>())
            foreach (var isLocked in new[] { true, false })
                rooms.Add(
                    ApiEnumColumn.ApiName(type),
                    ApiEnumColumn.ApiName(trigger),
                    ApiEnumColumn.ApiName(mode),
                    isLocked
                );
            return rooms;
        }
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public async Task Whereby_gets_what_it_documents(string type, string trigger, string mode, bool isLocked)
    {
        var body = await CreateAsync(whereby.Server, whereby.Whereby, "whereby", type, trigger, mode, isLocked);

        var recording = body["recording"]!.AsObject();
        recording.Select(pair => pair.Key).Order().ShouldBe(["destination", "startTrigger", "type"]);
        ((string)recording["type"]!).ShouldBe(type);
        ((string)recording["startTrigger"]!).ShouldBe(type == "cloud" ? trigger : "none");
        ((string)body["roomMode"]!).ShouldBe(mode);
        ((bool)body["isLocked"]!).ShouldBe(isLocked);
        ((string)body["roomNamePrefix"]!).ShouldStartWith("room-");
        body["fields"]!.AsArray().Select(field => (string)field!).ShouldBe(["hostRoomUrl"]);
        if (type == "cloud")
            recording["destination"]!
                .ToJsonString()
                .ShouldBe(
                    """{"bucket":"recordings","accessKeyId":"bucket-key","accessKeySecret":"bucket-secret","provider":"s3","authenticationType":"accessKey","fileFormat":"mp4"}"""
                );
        else
            HasNoBucket(body, recording["destination"]);
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public async Task Daily_gets_what_it_documents(string type, string trigger, string mode, bool isLocked)
    {
        var body = await CreateAsync(daily.Server, daily.Daily, "daily", type, trigger, mode, isLocked);

        ((string)body["name"]!).ShouldMatch(@"^room-[a-z0-9-]+-\d{14}$");
        ((string)body["privacy"]!).ShouldBe(isLocked ? "private" : "public");
        var properties = body["properties"]!.AsObject();
        ((bool)properties["enable_knocking"]!).ShouldBe(isLocked);
        properties["exp"]!.GetValue<long>().ShouldBeGreaterThan(1_700_000_000);
        ((string?)properties["enable_recording"]).ShouldBe(type == "local" ? "local" : null);
        properties.ContainsKey("enable_recording").ShouldBe(type == "local");
        if (type == "cloud")
            properties["recordings_bucket"]!
                .ToJsonString()
                .ShouldBe(
                    """{"bucket_name":"recordings","bucket_region":"us-west-2","assume_role_arn":"arn:aws:iam::1:role/recordings","allow_api_access":true}"""
                );
        else
            HasNoBucket(body, properties["recordings_bucket"]);
    }

    private static void HasNoBucket(JsonObject body, JsonNode? bucket)
    {
        bucket.ShouldBeNull();
        var text = body.ToJsonString();
        foreach (var word in new[] { "recordings", "bucket", "secret", "arn:" })
            text.ShouldNotContain(word);
    }

    private static async Task<JsonObject> CreateAsync(
        Hosting.TestServer server,
        FakeService service,
        string platform,
        string type,
        string trigger,
        string mode,
        bool isLocked
    )
    {
        var meeting = await server
            .Services.GetRequiredService<VideoPlatformFactory>()
            .Get(platform)
            .CreateMeetingAsync(
                new(
                    $"room-{type}-{trigger}-{mode}-{isLocked}".ToLowerInvariant(),
                    TimeProvider.System.GetUtcNow().AddHours(8),
                    isLocked,
                    QueryEnumValue<RoomMode>(mode),
                    QueryEnumValue<RecordingType>(type),
                    QueryEnumValue<RecordingTrigger>(trigger)
                ),
                CancellationToken.None
            );
        meeting.Platform.ShouldBe(platform);
        return service.Requests.Last(request => request.Method == "POST").Json;
    }

    private static T QueryEnumValue<T>(string name)
        where T : struct, Enum => Server.Http.QueryEnum<T>.Parse(name, provider: null).Value;
}
