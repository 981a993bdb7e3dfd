using Microsoft.Extensions.DependencyInjection;
using Reflector.Server.Meetings;

namespace Reflector.Server.Tests.VideoPlatforms.Whereby;

public sealed class WherebyMeetingTests(WherebyFixture fixture) : IClassFixture<WherebyFixture>
{
    [Fact]
    public async Task People_who_come_and_go_are_counted_and_recorders_are_not()
    {
        var meeting = await fixture.OpenAsync();
        ((string)meeting.Answer["room_url"]!).ShouldBe($"{fixture.Whereby.Address}{meeting.PlatformRoom}");
        ((string)meeting.Answer["host_room_url"]!).ShouldContain("?roomKey=");

        var ana = fixture.Whereby.Join(meeting.PlatformRoom, "Ana");
        var bo = fixture.Whereby.Join(meeting.PlatformRoom, "Bo");
        await fixture.Whereby.Webhooks.FlushAsync();

        var together = await meeting.NowAsync();
        together.NumClients.ShouldBe(2);
        together.RecordingSince.ShouldNotBeNull();

        fixture.Whereby.Leave(meeting.PlatformRoom, ana);
        fixture.Whereby.Leave(meeting.PlatformRoom, bo);
        await fixture.Whereby.Webhooks.FlushAsync();

        var empty = await meeting.NowAsync();
        empty.NumClients.ShouldBe(0);
        empty.RecordingSince.ShouldBeNull();
        fixture.Whereby.Webhooks.Deliveries.ShouldAllBe(delivery => delivery.Status.Single() == 200);
    }

    [Fact]
    public async Task Somebody_who_waits_alone_keeps_the_meeting_open()
    {
        var meeting = await fixture.OpenAsync();
        var ana = fixture.Whereby.Join(meeting.PlatformRoom, "Ana");
        var bo = fixture.Whereby.Join(meeting.PlatformRoom, "Bo");
        fixture.Whereby.Leave(meeting.PlatformRoom, bo);
        await CheckAsync(meeting);
        (await meeting.NowAsync()).IsActive.ShouldBeTrue();

        fixture.Whereby.Leave(meeting.PlatformRoom, ana);
        await CheckAsync(meeting);
        (await meeting.NowAsync()).IsActive.ShouldBeFalse();
    }

    private async Task CheckAsync(OpenedMeeting meeting)
    {
        await fixture.Whereby.Webhooks.FlushAsync();
        await meeting.NowAsync();
        await ActivatorUtilities
            .CreateInstance<MeetingCheck>(fixture.Server.Services)
            .Execute(null!, TestContext.Current.CancellationToken);
    }
}
