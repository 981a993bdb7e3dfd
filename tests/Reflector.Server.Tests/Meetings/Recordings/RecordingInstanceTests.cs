using Reflector.Server.Meetings.Recordings;
using Reflector.Server.VideoPlatforms;

namespace Reflector.Server.Tests.Meetings.Recordings;

public sealed class RecordingInstanceTests
{
    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000001", "41648f91-10a3-5d90-b016-b9c76ab5cc8b")]
    [InlineData("4ad503b6-8189-4910-a8f7-68cdd1b7f990", "784b3af3-c7dd-57f0-ac54-2ee91c6927cb")]
    public void The_ids_of_both_recordings_follow_from_the_meeting(string meeting, string tracks)
    {
        RecordingInstance.Of(meeting, PlatformRecordingKind.Cloud).ToString().ShouldBe(meeting);
        RecordingInstance.Of(meeting, PlatformRecordingKind.RawTracks).ToString().ShouldBe(tracks);
    }

    [Fact]
    public void The_text_of_the_id_counts_with_its_case() =>
        RecordingInstance
            .Of("4AD503B6-8189-4910-A8F7-68CDD1B7F990", PlatformRecordingKind.RawTracks)
            .ShouldNotBe(Guid.Parse("784b3af3-c7dd-57f0-ac54-2ee91c6927cb"));
}
