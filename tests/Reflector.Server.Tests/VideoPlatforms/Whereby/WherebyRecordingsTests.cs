using Reflector.Server.Recordings;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.VideoPlatforms.Whereby;

namespace Reflector.Server.Tests.VideoPlatforms.Whereby;

public sealed class WherebyRecordingsTests
{
    private const string Uuid = "b9dd3e91-7d72-4cf3-8d2f-0b1d6c1a5a11";

    [Theory]
    [InlineData($"{Uuid}-2025-01-31T10:11:12Z.mp4", $"/{Uuid}", 12.0)]
    [InlineData($"standup-{Uuid}-2025-01-31T10:11:12.500Z.mkv", $"/standup-{Uuid}", 12.5)]
    [InlineData("happy-otter-2025-01-31T10:11:12Z.mp4", "/happy-otter", 12.0)]
    [InlineData("a-2025-01-31T10:11:12Z-2025-01-31T10:11:13Z.mp4", "/a-2025-01-31T10:11:12Z", 13.0)]
    [InlineData("folder/room-2025-01-31T10:11:12Z.mp4", "/room", 12.0)]
    public void The_name_is_told_apart_at_the_time(string key, string room, double second)
    {
        var recording = WherebyRecordings.Of(key)!;
        recording.RoomName.ShouldBe(room);
        recording.RecordedAt.ShouldBe(new DateTimeOffset(2025, 1, 31, 10, 11, 0, TimeSpan.Zero).AddSeconds(second));
        recording.Kind.ShouldBe(RecordingKind.File);
        recording.ObjectKey.ShouldBe(key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("movie.mp4")]
    [InlineData("2025-01-31T10:11:12Z.mp4")]
    [InlineData("-2025-01-31T10:11:12Z.mp4")]
    [InlineData("room-2025-01-31T10:11:12.mp4")]
    [InlineData("room-2025-13-31T10:11:12Z.mp4")]
    [InlineData("room-2025-01-31T10:11:12Z.vtt")]
    [InlineData("room-2025-01-31T10:11:12Z.mp4.part")]
    public void Names_of_something_else_are_not_read(string key) => WherebyRecordings.Of(key).ShouldBeNull();

    [Theory]
    [InlineData("bucket", "bucket", "a.mp4", "a.mp4")]
    [InlineData("bucket/folder", "bucket", "folder/a.mp4", "a.mp4")]
    [InlineData("bucket/folder/", "bucket", "folder/a.mp4", "a.mp4")]
    [InlineData("bucket/folder", "bucket", "folder2/a.mp4", null)]
    [InlineData("bucket", "other", "a.mp4", null)]
    public void Only_the_folder_that_is_set_is_ours(string set, string bucket, string key, string? expected)
    {
        var settings = TestServer.Settings(
            Path.GetTempPath(),
            new(StringComparer.Ordinal) { ["WHEREBY_STORAGE_AWS_BUCKET_NAME"] = set }
        );
        WherebyRecordings.KeyIn(settings, bucket, key).ShouldBe(expected);
    }
}
