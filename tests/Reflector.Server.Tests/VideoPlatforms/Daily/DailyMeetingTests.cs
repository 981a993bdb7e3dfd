using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using Reflector.Server.Meetings;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.VideoPlatforms;

namespace Reflector.Server.Tests.VideoPlatforms.Daily;

public sealed class DailyMeetingTests(DailyFixture fixture) : IClassFixture<DailyFixture>
{
    [Fact]
    public async Task Whoever_comes_or_goes_makes_us_look_who_is_in()
    {
        var meeting = await fixture.OpenAsync();
        var ana = fixture.Daily.Join(meeting.PlatformRoom, "Ana");
        fixture.Daily.Join(meeting.PlatformRoom, "Bo");
        await fixture.Daily.Webhooks.FlushAsync();
        await meeting.NowAsync();

        (await PollsAsync(meeting)).ShouldBe(2);
        await LookAsync(meeting);
        (await meeting.NowAsync()).NumClients.ShouldBe(2);

        fixture.Daily.Leave(meeting.PlatformRoom, ana);
        await LookAsync(meeting);
        (await meeting.NowAsync()).NumClients.ShouldBe(1);
        var sessions = await fixture.Server.QueryAsync(db =>
            db.ParticipantSessions.Where(session => session.MeetingId == meeting.Id).ToListAsync()
        );
        sessions.Single(session => session.SessionId == ana).LeftAt.ShouldNotBeNull();
        sessions.Single(session => session.UserName == "Bo").LeftAt.ShouldBeNull();
    }

    [Fact]
    public async Task The_owner_enters_with_a_pass_and_others_by_the_plain_address()
    {
        var meeting = await fixture.OpenAsync(new { is_locked = true });
        using var join = await fixture.Server.Client.PostAsync(
            $"/v1/rooms/{meeting.Room}/meetings/{meeting.Id}/join",
            null
        );
        var address = new Uri((string)(await join.OkAsync())["room_url"]!);
        var token = System.Web.HttpUtility.ParseQueryString(address.Query)["t"]!;

        var session = fixture.Daily.Join(meeting.PlatformRoom, token: token);

        var room = fixture.Daily.Rooms.Single(room => room.Room == meeting.PlatformRoom);
        room.People.Single(person => person.Id == session).Role.ShouldBe("owner");
        Should.Throw<Fakes.Services.RoomException>(() => fixture.Daily.Join(meeting.PlatformRoom, "Stranger"));
    }

    [Fact]
    public async Task A_recording_is_shown_from_its_start_to_its_end()
    {
        var meeting = await fixture.OpenAsync();
        var ana = fixture.Daily.Join(meeting.PlatformRoom, "Ana");
        var recording = (IRecordingControl)
            fixture.Server.Services.GetRequiredService<VideoPlatformFactory>().Get("daily");
        var instance = Guid.Parse(meeting.Id);
        var stored = await meeting.NowAsync();

        var start = await recording.StartRecordingAsync(
            stored.AtPlatform,
            PlatformRecordingKind.Cloud,
            instance,
            CancellationToken.None
        );
        var again = await recording.StartRecordingAsync(
            stored.AtPlatform,
            PlatformRecordingKind.Cloud,
            instance,
            CancellationToken.None
        );
        start.ShouldBe(RecordingStart.Started);
        again.ShouldBe(RecordingStart.AlreadyActive);
        await fixture.Daily.Webhooks.FlushAsync();
        (await meeting.NowAsync()).RecordingSince.ShouldNotBeNull();

        fixture.Daily.Leave(meeting.PlatformRoom, ana);
        await fixture.Daily.Webhooks.FlushAsync();
        (await meeting.NowAsync()).RecordingSince.ShouldBeNull();
    }

    private Task LookAsync(OpenedMeeting meeting) =>
        fixture
            .Server.Services.GetRequiredService<MeetingPresence>()
            .ReconcileAsync(meeting.Id, CancellationToken.None);

    private async Task<int> PollsAsync(OpenedMeeting meeting)
    {
        var scheduler = fixture.Server.Services.GetRequiredService<IScheduler>();
        var keys = await Task.WhenAll(
            new[] { "first", "last" }.Select(async name =>
                await scheduler.Exists(new TriggerKey($"{nameof(PresencePoll)}.{meeting.Id}.{name}", "platform"))
            )
        );
        return keys.Count(exists => exists);
    }
}
