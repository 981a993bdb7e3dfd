using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Reflector.Fakes;
using Reflector.Server.Meetings.Recordings;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Tests.VideoPlatforms;
using Reflector.Server.Tests.VideoPlatforms.Daily;

namespace Reflector.Server.Tests.Meetings.Recordings;

public sealed class RecordingStartTests(DailyFixture fixture) : IClassFixture<DailyFixture>
{
    private static readonly string[] Kinds = ["cloud", "raw-tracks"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Fifty_participants_who_start_both_kinds_at_once_get_exactly_one_of_each()
    {
        var meeting = await OpenAsync();
        fixture.Daily.Join(meeting.PlatformRoom, "Ana");
        var tokens = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => TokenAsync(meeting)));

        var answers = await Task.WhenAll(
            from token in tokens
            from kind in Kinds
            select StartAsync(meeting, kind, token, HeaderCallerSource.Anonymous)
        );

        answers.Count(answer => (string)answer["status"]! == "ok").ShouldBe(2);
        answers.Count(answer => (string)answer["status"]! == "already_active").ShouldBe(98);
        await StartedAsync(meeting);
        var recordings = fixture.Daily.Recordings.Where(item => item.Room == meeting.PlatformRoom).ToList();
        recordings.Select(item => item.Type).ShouldBe(Kinds, ignoreOrder: true);
        recordings.Single(item => item.Type == "cloud").InstanceId.ShouldBe(meeting.Id);
    }

    [Fact]
    public async Task It_is_asked_again_while_nobody_is_in_the_call_and_no_machine_is_free()
    {
        var meeting = await OpenAsync();
        ((string?)(await StartAsync(meeting, "cloud"))["status"]).ShouldBe("ok");
        await Eventually.TrueAsync(() => Starts(meeting) > 0, Patience, "the platform was asked in vain");

        fixture.Daily.RefusedStarts = 2;
        fixture.Daily.Join(meeting.PlatformRoom, "Ana");

        await StartedAsync(meeting, count: 1);
        fixture.Daily.Recordings.Count(item => item.Room == meeting.PlatformRoom).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_recorded_already_counts_as_started()
    {
        var meeting = await OpenAsync();
        fixture.Daily.Join(meeting.PlatformRoom, "Ana");
        await StartAsync(meeting, "cloud");
        await StartedAsync(meeting, count: 1);
        var first = await RequestAsync(meeting);

        ((string?)(await StartAsync(meeting, "cloud"))["status"]).ShouldBe("already_active");
        await Eventually.TrueAsync(
            async () => (await RequestAsync(meeting)).StartedAt > first.StartedAt,
            Patience,
            "the platform was asked once more"
        );

        fixture.Daily.Recordings.Count(item => item.Room == meeting.PlatformRoom).ShouldBe(1);
    }

    [Fact]
    public async Task After_everybody_had_left_there_is_another_recording()
    {
        var meeting = await OpenAsync();
        var ana = fixture.Daily.Join(meeting.PlatformRoom, "Ana");
        await StartAsync(meeting, "cloud");
        await StartedAsync(meeting, count: 1);
        fixture.Daily.Leave(meeting.PlatformRoom, ana);
        await fixture.Daily.Webhooks.FlushAsync();
        await meeting.NowAsync();

        fixture.Daily.Join(meeting.PlatformRoom, "Ana");
        await StartAsync(meeting, "cloud");

        await Eventually.TrueAsync(
            () => fixture.Daily.Recordings.Count(item => item.Room == meeting.PlatformRoom) == 2,
            Patience,
            "a second recording"
        );
    }

    [Fact]
    public async Task Only_who_joined_that_meeting_or_has_an_account_may_start_it()
    {
        var meeting = await OpenAsync();
        var other = await OpenAsync();
        var strangers = await TokenAsync(other);
        foreach (var token in new[] { null, "", "forged", strangers, new string('a', 3000) })
        {
            using var answer = await PostAsync(
                meeting,
                new { type = "cloud", participant_token = token },
                HeaderCallerSource.Anonymous
            );
            (await answer.RefusedAsync(401)).ShouldBe("Not authenticated");
        }
        ((string?)(await StartAsync(meeting, "cloud", user: "somebody"))["status"]).ShouldBe("ok");
    }

    [Fact]
    public async Task An_id_of_anything_else_is_refused()
    {
        var meeting = await OpenAsync();
        using var answer = await PostAsync(meeting, new { type = "cloud", instanceId = Guid.CreateVersion7() });
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var unknown = await PostAsync(meeting, new { type = "cloud-audio-only" });
        unknown.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var good = await PostAsync(meeting, new { type = "cloud", instanceId = meeting.Id });
        ((string?)(await good.OkAsync())["instanceId"]).ShouldBe(meeting.Id);
    }

    [Fact]
    public async Task Meetings_that_their_platform_does_not_record_say_so()
    {
        var unrecorded = await fixture.OpenAsync(new { recording_type = "none" });
        using var none = await PostAsync(unrecorded, new { type = "cloud" });
        (await none.RefusedAsync(400)).ShouldBe("This meeting is not recorded by its video platform");
        var elsewhere = await OpenedMeeting.OpenAsync(fixture.Server, "mock", new { recording_type = "cloud" });
        using var mock = await PostAsync(elsewhere, new { type = "cloud" });
        (await mock.RefusedAsync(400)).ShouldBe("Recordings on this video platform are not started from here");
        using var missing = await fixture.Server.Client.PostAsJsonAsync(
            "/v1/meetings/none/recordings/start",
            new { type = "cloud" }
        );
        await missing.RefusedAsync(404);
    }

    [Fact]
    public async Task No_pass_starts_a_recording_by_itself()
    {
        var meeting = await OpenAsync();
        await TokenAsync(meeting, user: null);
        fixture
            .Daily.Requests.Where(request => request.Path.EndsWith("/meeting-tokens", StringComparison.Ordinal))
            .ShouldAllBe(request => !request.Body.Contains("start_cloud_recording"));
    }

    private Task<OpenedMeeting> OpenAsync() => fixture.OpenAsync(new { recording_type = "cloud" });

    private int Starts(OpenedMeeting meeting) =>
        fixture.Daily.Requests.Count(request => request.Path == $"/v1/rooms/{meeting.PlatformRoom}/recordings/start");

    private async Task<string> TokenAsync(OpenedMeeting meeting, string? user = HeaderCallerSource.Anonymous)
    {
        using var client = fixture.Server.ClientOf(user);
        using var join = await client.PostAsync($"/v1/rooms/{meeting.Room}/meetings/{meeting.Id}/join", null);
        return (string)(await join.OkAsync())["participant_token"]!;
    }

    private async Task<JsonNode> StartAsync(
        OpenedMeeting meeting,
        string kind,
        string? token = null,
        string? user = null
    )
    {
        using var answer = await PostAsync(meeting, new { type = kind, participant_token = token }, user);
        return await answer.OkAsync();
    }

    private async Task<HttpResponseMessage> PostAsync(OpenedMeeting meeting, object body, string? user = null)
    {
        using var client = fixture.Server.ClientOf(user);
        return await client.PostAsJsonAsync($"/v1/meetings/{meeting.Id}/recordings/start", body);
    }

    private Task<TimeSpan> StartedAsync(OpenedMeeting meeting, int count = 2) =>
        Eventually.TrueAsync(
            async () =>
                await fixture.Server.QueryAsync(db =>
                    db.RecordingRequests.CountAsync(request =>
                        request.MeetingId == meeting.Id && request.State == RecordingRequestState.Started
                    )
                ) == count,
            Patience,
            "the platform records"
        );

    private Task<RecordingRequest> RequestAsync(OpenedMeeting meeting) =>
        fixture.Server.QueryAsync(db =>
            db.RecordingRequests.AsNoTracking().SingleAsync(request => request.MeetingId == meeting.Id)
        );
}
