using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Reflector.Server.Recordings;
using Reflector.Server.Recordings.Intake;
using Reflector.Server.Rooms;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Recordings.Intake;

public sealed class MatchingTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly string _room = $"room-{Guid.CreateVersion7()}";

    private TestServer Server => shared.Server;

    [Fact]
    public async Task The_meeting_that_began_nearest_is_its_meeting()
    {
        await MeetingAsync("far", Noon.AddHours(-3));
        await MeetingAsync("near", Noon.AddMinutes(-3));
        await MeetingAsync("later", Noon.AddMinutes(4));
        (await TakeInAsync())!.MeetingId.ShouldBe(Id("near"));
    }

    [Fact]
    public async Task Of_two_equally_near_ones_it_is_the_one_with_the_smaller_id()
    {
        await MeetingAsync("b", Noon.AddMinutes(-3));
        await MeetingAsync("a", Noon.AddMinutes(3));
        (await TakeInAsync())!.MeetingId.ShouldBe(Id("a"));
    }

    [Theory]
    [InlineData(-168, 0, true)]
    [InlineData(168, 0, true)]
    [InlineData(-168, -1, false)]
    [InlineData(168, 1, false)]
    public async Task A_week_is_near_enough_and_not_a_millisecond_more(int hours, int milliseconds, bool isFound)
    {
        await MeetingAsync("m", Noon.AddHours(hours).AddMilliseconds(milliseconds));
        var recording = await TakeInAsync();
        recording!.MeetingId.ShouldBe(isFound ? Id("m") : null);
    }

    [Fact]
    public async Task The_meeting_that_the_platform_names_is_its_meeting_however_far()
    {
        await MeetingAsync("near", Noon);
        await MeetingAsync("named", Noon.AddDays(-30));
        (await TakeInAsync(meetingId: Id("named")))!.MeetingId.ShouldBe(Id("named"));
    }

    [Fact]
    public async Task A_recording_without_a_meeting_is_kept_and_matched_when_there_is_one()
    {
        var recording = (await TakeInAsync())!;
        recording.MeetingId.ShouldBeNull();
        (await TranscriptsAsync(recording)).ShouldBe(0);
        var listed = (await Server.GetAsync("/v1/recordings/unmatched")).AsArray();
        listed.Count(item => (string)item!["id"]! == recording.Id).ShouldBe(1);

        await MeetingAsync("m", Noon);
        var intake = Server.Services.GetRequiredService<RecordingIntake>();
        await Task.WhenAll(
            intake.MatchWaitingAsync(CancellationToken.None),
            intake.MatchWaitingAsync(CancellationToken.None)
        );

        (await ReadAsync(recording.Id))!.MeetingId.ShouldBe(Id("m"));
        (await TranscriptsAsync(recording)).ShouldBe(1);
    }

    [Fact]
    public async Task An_administrator_says_which_meeting_it_is_of_once()
    {
        var recording = (await TakeInAsync())!;
        await MeetingAsync("m", Noon.AddDays(-60));
        await MeetingAsync("roomless", Noon.AddDays(-60), hasRoom: false);
        using var none = await MatchAsync(recording, "none");
        (await none.RefusedAsync(404)).ShouldBe("Meeting not found");
        using var roomless = await MatchAsync(recording, Id("roomless"));
        await roomless.RefusedAsync(400);
        using var good = await MatchAsync(recording, Id("m"));
        await good.OkAsync();
        using var again = await MatchAsync(recording, Id("m"));
        (await again.RefusedAsync(409)).ShouldBe("This recording has a meeting already");
        (await TranscriptsAsync(recording)).ShouldBe(1);
    }

    [Fact]
    public async Task The_meeting_of_a_deleted_room_is_nobodys()
    {
        await MeetingAsync("m", Noon, hasRoom: false);
        (await TakeInAsync())!.MeetingId.ShouldBeNull();
    }

    [Fact]
    public async Task The_same_object_under_another_id_is_the_same_recording()
    {
        var key = $"{_room}.mp4";
        (await TakeInAsync(key: key)).ShouldNotBeNull();
        (await TakeInAsync(key: key)).ShouldBeNull();
    }

    private string Id(string name) => $"{_room}-{name}";

    private async Task<Recording?> TakeInAsync(string? meetingId = null, string? key = null)
    {
        key ??= $"{Guid.CreateVersion7()}.mp4";
        var id = await Server
            .Services.GetRequiredService<RecordingIntake>()
            .TakeInAsync(
                new(
                    "whereby",
                    Guid.CreateVersion7().ToString(),
                    RecordingStore.Whereby,
                    RecordingKind.File,
                    key,
                    key,
                    "/" + _room,
                    Noon,
                    MeetingId: meetingId
                ),
                new Dictionary<string, long>(StringComparer.Ordinal) { [key] = 3 },
                CancellationToken.None
            );
        return id is null ? null : await ReadAsync(id);
    }

    private Task<Recording?> ReadAsync(string id) =>
        Server.QueryAsync(db => db.Recordings.AsNoTracking().SingleOrDefaultAsync(recording => recording.Id == id));

    private Task<int> TranscriptsAsync(Recording recording) =>
        Server.QueryAsync(db => db.Transcripts.CountAsync(transcript => transcript.RecordingId == recording.Id));

    private Task<HttpResponseMessage> MatchAsync(Recording recording, string meetingId) =>
        Server.Client.PostAsJsonAsync($"/v1/recordings/{recording.Id}/match", new { meeting_id = meetingId });

    private Task<int> MeetingAsync(string name, DateTimeOffset start, bool hasRoom = true) =>
        Server.QueryAsync(async db =>
        {
            if (hasRoom && !await db.Rooms.AnyAsync(room => room.Id == _room))
            {
                db.Rooms.Add(
                    new()
                    {
                        Id = _room,
                        Name = _room,
                        UserId = "local",
                        IcsFetchInterval = 300,
                        CreatedAt = Noon,
                    }
                );
                await db.SaveChangesAsync();
            }
            db.Meetings.Add(
                new()
                {
                    Id = Id(name),
                    RoomName = "/" + _room,
                    RoomUrl = "https://example.whereby.com/x",
                    HostRoomUrl = "https://example.whereby.com/x",
                    StartDate = start,
                    EndDate = start.AddHours(8),
                    RoomId = hasRoom ? _room : null,
                    IsLocked = false,
                    RoomMode = RoomMode.Normal,
                    RecordingType = RecordingType.Cloud,
                    RecordingTrigger = RecordingTrigger.Automatic,
                    SkipConsent = false,
                    Platform = "whereby",
                }
            );
            return await db.SaveChangesAsync();
        });
}
