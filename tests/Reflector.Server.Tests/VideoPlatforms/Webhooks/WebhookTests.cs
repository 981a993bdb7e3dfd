using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Reflector.Fakes.Services;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Tests.VideoPlatforms.Daily;
using Reflector.Server.Tests.VideoPlatforms.Whereby;

namespace Reflector.Server.Tests.VideoPlatforms.Webhooks;

/// <summary>What strangers, broken senders and bad luck can send.</summary>
public sealed class WebhookTests(WherebyFixture whereby, DailyFixture daily)
    : IClassFixture<WherebyFixture>,
        IClassFixture<DailyFixture>
{
    private const string Whereby = "/v1/whereby";
    private const string Daily = "/v1/daily/webhook";
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Without_a_good_signature_nothing_is_believed()
    {
        var meeting = await whereby.OpenAsync();
        var good = Joined(meeting, 1);
        var stale = whereby.Whereby.Events.Sign(good.Body, TimeProvider.System.GetUtcNow().AddMinutes(-2));
        var dailyEvent = daily.Daily.Events.Event("participant.joined", new() { ["room"] = "a" });
        var staleDaily = daily.Daily.Events.Sign(dailyEvent.Body, TimeProvider.System.GetUtcNow().AddMinutes(-6));

        foreach (
            var answer in new[]
            {
                await PostAsync(whereby.Server, Whereby, good.Body),
                await PostAsync(whereby.Server, Whereby, good.Body + " ", good.Headers),
                await PostAsync(whereby.Server, Whereby, stale),
                await PostAsync(whereby.Server, Whereby, good.Body, dailyEvent.Headers),
                await PostAsync(daily.Server, Daily, dailyEvent.Body),
                await PostAsync(daily.Server, Daily, dailyEvent.Body + " ", dailyEvent.Headers),
                await PostAsync(daily.Server, Daily, staleDaily),
                // The platforms that this server has no key of.
                await PostAsync(whereby.Server, Daily, dailyEvent),
                await PostAsync(daily.Server, Whereby, good),
            }
        )
            (await answer.RefusedAsync(401)).ShouldBe("Invalid webhook signature");
        (await meeting.NowAsync()).NumClients.ShouldBe(0);
    }

    [Fact]
    public async Task A_huge_body_is_refused()
    {
        var huge = new string('a', (1 << 20) + 1);
        (await PostAsync(whereby.Server, Whereby, huge)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await PostAsync(daily.Server, Daily, huge)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("", "Invalid JSON")]
    [InlineData("{", "Invalid JSON")]
    [InlineData("nonsense", "Invalid JSON")]
    [InlineData("[]", "Invalid event format")]
    [InlineData("7", "Invalid event format")]
    [InlineData("null", "Invalid event format")]
    [InlineData("""{"id":"1"}""", "Invalid event format")]
    [InlineData("""{"id":"","type":"","createdAt":"","data":{},"payload":{},"event_ts":0}""", "Invalid event format")]
    [InlineData(
        """{"id":"1","type":"a","createdAt":"yesterday","data":[],"payload":[],"event_ts":"soon"}""",
        "Invalid event format"
    )]
    [InlineData(
        """{"id":"a\u0000b","type":"a","createdAt":"2026-11-20T12:00:00Z","data":{"meetingId":"1"},"payload":{"room":"a"},"event_ts":1763640000}""",
        "Invalid event format"
    )]
    [InlineData(
        """{"id":"\ud800","type":"a","createdAt":"2026-11-20T12:00:00Z","data":{"meetingId":"1"},"payload":{"room":"a"},"event_ts":1763640000}""",
        "Invalid event format"
    )]
    public async Task What_is_no_event_is_refused_and_nothing_more(string body, string reason)
    {
        (
            await (await PostAsync(whereby.Server, Whereby, whereby.Whereby.Events.Sign(body))).RefusedAsync(422)
        ).ShouldBe(reason);
        (await (await PostAsync(daily.Server, Daily, daily.Daily.Events.Sign(body))).RefusedAsync(422)).ShouldBe(
            reason
        );
    }

    [Fact]
    public async Task An_id_longer_than_any_is_refused()
    {
        var meeting = await whereby.OpenAsync();
        var data = new JsonObject { ["meetingId"] = meeting.Id };
        var item = whereby.Whereby.Events.Event("room.client.joined", data, id: new string('a', 301));

        await (await PostAsync(whereby.Server, Whereby, item)).RefusedAsync(422);
    }

    [Fact]
    public async Task Meetings_that_we_do_not_know_are_refused_by_Whereby_and_forgotten_by_Daily()
    {
        var stranger = whereby.Whereby.Events.Event("room.client.joined", new() { ["meetingId"] = "stranger" });
        (await (await PostAsync(whereby.Server, Whereby, stranger)).RefusedAsync(404)).ShouldBe("Meeting not found");

        var other = daily.Daily.Events.Event("participant.joined", new() { ["room"] = "stranger" }, id: "stranger-1");
        await (await PostAsync(daily.Server, Daily, other)).OkAsync();
        var isStored = await daily.Server.QueryAsync(db =>
            db.WebhookEvents.AnyAsync(item => item.EventId == "stranger-1")
        );
        isStored.ShouldBeFalse();
    }

    [Fact]
    public async Task Unknown_events_are_taken_and_change_nothing()
    {
        var meeting = await whereby.OpenAsync();
        foreach (
            var type in new[]
            {
                "room.client.knocked",
                "room.client.knockCancelled",
                "room.session.started",
                "room.session.ended",
                "transcription.started",
                "assistant.requested",
                "something.new",
            }
        )
        {
            var data = new JsonObject { ["meetingId"] = meeting.Id, ["numClients"] = 7 };
            var item = whereby.Whereby.Events.Event(type, data);
            ((string)(await (await PostAsync(whereby.Server, Whereby, item)).OkAsync())["status"]!).ShouldBe("ok");
        }
        // Without a meeting.
        await (await PostAsync(whereby.Server, Whereby, whereby.Whereby.Events.Event("something.new", []))).OkAsync();
        (await meeting.NowAsync()).NumClients.ShouldBe(0);

        var room = await daily.OpenAsync();
        foreach (
            var type in new[]
            {
                "waiting-participant.joined",
                "transcript.ready-to-download",
                "streaming.started",
                "batch-processor.job-finished",
                "dialin.connected",
                "calltransfer.started",
                "something.new",
            }
        )
        {
            foreach (
                var payload in new JsonObject[]
                {
                    new() { ["room"] = room.PlatformRoom },
                    [],
                }
            )
                await (await PostAsync(daily.Server, Daily, daily.Daily.Events.Event(type, payload))).OkAsync();
        }
        var now = await room.NowAsync();
        (now.NumClients, now.RecordingSince).ShouldBe((0, null));
    }

    [Fact]
    public async Task Dailys_probe_is_answered_whatever_its_signature()
    {
        const string probe = """{"test":"test"}""";
        await (await PostAsync(daily.Server, Daily, probe)).OkAsync();
        await (await PostAsync(daily.Server, Daily, daily.Daily.Events.Sign(probe))).OkAsync();
        await (await PostAsync(whereby.Server, Whereby, probe)).RefusedAsync(401);
    }

    [Fact]
    public async Task The_same_event_a_hundred_times_at_once_is_one()
    {
        var meeting = await whereby.OpenAsync();
        var item = Joined(meeting, 1);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(_ => PostAsync(whereby.Server, Whereby, item))
        );

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        (await meeting.NowAsync()).NumClients.ShouldBe(1);
        (await CountAsync(meeting)).ShouldBe(1);
    }

    [Fact]
    public async Task Left_before_joined_counts_as_it_happened()
    {
        var meeting = await whereby.OpenAsync();
        await SendAsync(Counted(meeting, "left", 0, Noon.AddSeconds(2)));
        (await meeting.NowAsync()).NumClients.ShouldBe(0);
        await SendAsync(Counted(meeting, "joined", 1, Noon.AddSeconds(1)));
        (await meeting.NowAsync()).NumClients.ShouldBe(0);

        await SendAsync(Counted(meeting, "left", 0, Noon.AddSeconds(4), "recorder"));
        await SendAsync(Counted(meeting, "joined", 0, Noon.AddSeconds(3), "recorder"));
        (await meeting.NowAsync()).RecordingSince.ShouldBeNull();
    }

    [Fact]
    public async Task A_thousand_events_in_any_order_end_in_what_happened()
    {
        var meeting = await whereby.OpenAsync();
        var random = new Random(20261120);
        var people = 0;
        var recorder = false;
        DateTimeOffset? since = null;
        var events = new List<SignedWebhook>();
        for (var i = 0; i < 1000; i++)
        {
            var at = Noon.AddMilliseconds(i);
            if (random.Next(5) == 0)
            {
                recorder = !recorder;
                since = recorder ? at : null;
                events.Add(Counted(meeting, recorder ? "joined" : "left", people, at, "recorder", recorder ? 1 : 0));
                continue;
            }
            var isJoin = people == 0 || random.Next(2) == 0;
            people += isJoin ? 1 : -1;
            events.Add(Counted(meeting, isJoin ? "joined" : "left", people, at, recorders: recorder ? 1 : 0));
        }
        var order = events.Concat(events.Take(300)).ToArray();
        random.Shuffle(order);

        await Parallel.ForEachAsync(
            order,
            new ParallelOptions { MaxDegreeOfParallelism = 32 },
            async (item, _) => await SendAsync(item)
        );

        var now = await meeting.NowAsync();
        now.NumClients.ShouldBe(people);
        now.RecordingSince.ShouldBe(since);
        (await CountAsync(meeting)).ShouldBe(1000);
    }

    [Fact]
    public async Task Someone_who_joins_brings_a_meeting_back_that_we_thought_was_over()
    {
        var meeting = await whereby.OpenAsync();
        await ChangeAsync(meeting, row => row.SetProperty(item => item.IsActive, false));
        await SendAsync(Counted(meeting, "left", 1, Noon));
        (await meeting.NowAsync()).IsActive.ShouldBeFalse();
        await SendAsync(Counted(meeting, "joined", 1, Noon.AddSeconds(1)));
        (await meeting.NowAsync()).IsActive.ShouldBeTrue();
    }

    [Fact]
    public async Task Nobody_brings_back_what_its_owner_ended()
    {
        var meeting = await whereby.OpenAsync();
        await ChangeAsync(
            meeting,
            row => row.SetProperty(item => item.IsActive, false).SetProperty(item => item.EndedAt, Noon)
        );
        await SendAsync(Counted(meeting, "joined", 1, Noon.AddSeconds(1)));

        var now = await meeting.NowAsync();
        (now.IsActive, now.NumClients).ShouldBe((false, 0));
    }

    [Fact]
    public async Task A_time_in_the_future_does_not_stop_the_counting()
    {
        var meeting = await whereby.OpenAsync();
        await SendAsync(Counted(meeting, "joined", 5, TimeProvider.System.GetUtcNow().AddYears(10)));
        var counted = await meeting.NowAsync();
        counted.NumClients.ShouldBe(5);
        counted.CountedAt!.Value.ShouldBeLessThan(TimeProvider.System.GetUtcNow().AddMinutes(2));
    }

    [Fact]
    public async Task An_event_that_cannot_be_applied_is_set_aside_and_holds_up_no_other()
    {
        var meeting = await whereby.OpenAsync();
        await whereby.Server.QueryAsync(db =>
            db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO webhook_event (platform, event_id, type, meeting_id, occurred_at, received_at, payload, keeps_payload)
                VALUES ('whereby', 'poison', 'room.client.joined', {meeting.Id}, {Noon}, {Noon}, 'no JSON', false)
                """
            )
        );
        await SendAsync(Counted(meeting, "joined", 3, Noon.AddSeconds(1)));

        (await meeting.NowAsync()).NumClients.ShouldBe(3);
        var poison = await whereby.Server.QueryAsync(db =>
            db.WebhookEvents.SingleAsync(item => item.EventId == "poison")
        );
        poison.AppliedAt.ShouldBeNull();
        poison.FailedAt.ShouldNotBeNull();
        poison.Error.ShouldBe("JsonException");
    }

    [Fact]
    public async Task Names_are_forgotten_once_an_event_is_applied_and_recordings_are_kept()
    {
        var meeting = await whereby.OpenAsync();
        await SendAsync(Joined(meeting, 1));
        await SendAsync(
            whereby.Whereby.Events.Event(
                "recording.finished",
                new() { ["meetingId"] = meeting.Id, ["filename"] = "a.mp4" }
            )
        );
        await meeting.NowAsync();
        var room = await daily.OpenAsync();
        var ana = daily.Daily.Join(room.PlatformRoom, "Ana");
        daily.Daily.StartRecording(room.PlatformRoom);
        daily.Daily.Leave(room.PlatformRoom, ana);
        await daily.Daily.Webhooks.FlushAsync();
        await room.NowAsync();

        (await KeptAsync(meeting)).ShouldBe(["recording.finished"]);
        (await KeptAsync(room)).ShouldBe(
            ["meeting.ended", "recording.ready-to-download", "recording.started"],
            ignoreOrder: true
        );
    }

    private static async Task<List<string>> KeptAsync(OpenedMeeting meeting) =>
        await meeting.Server.QueryAsync(db =>
            db.WebhookEvents.Where(item => item.MeetingId == meeting.Id && item.Payload != null)
                .Select(item => item.Type)
                .ToListAsync()
        );

    private SignedWebhook Joined(OpenedMeeting meeting, int people) => Counted(meeting, "joined", people, Noon);

    private SignedWebhook Counted(
        OpenedMeeting meeting,
        string what,
        int people,
        DateTimeOffset at,
        string role = "visitor",
        int recorders = 0
    ) =>
        whereby.Whereby.Events.Event(
            $"room.client.{what}",
            new()
            {
                ["meetingId"] = meeting.Id,
                ["displayName"] = "Zoë 🎉",
                ["roleName"] = role,
                ["numClients"] = people + recorders,
                ["numClientsByRoleName"] = new JsonObject { ["visitor"] = people, ["recorder"] = recorders },
            },
            at
        );

    private async Task SendAsync(SignedWebhook item) =>
        await (await PostAsync(whereby.Server, Whereby, item)).OkAsync();

    private static Task<int> CountAsync(OpenedMeeting meeting) =>
        meeting.Server.QueryAsync(db => db.WebhookEvents.CountAsync(item => item.MeetingId == meeting.Id));

    private static Task<int> ChangeAsync(
        OpenedMeeting meeting,
        Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<Server.Meetings.Meeting>> change
    ) => meeting.Server.QueryAsync(db => db.Meetings.Where(item => item.Id == meeting.Id).ExecuteUpdateAsync(change));

    private static Task<HttpResponseMessage> PostAsync(TestServer server, string path, SignedWebhook item) =>
        PostAsync(server, path, item.Body, item.Headers);

    private static async Task<HttpResponseMessage> PostAsync(
        TestServer server,
        string path,
        string body,
        IReadOnlyDictionary<string, string>? headers = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        // A body that is refused unread would break off under the sender's hands, and the answer with it.
        request.Headers.ExpectContinue = body.Length > 1 << 20;
        foreach (var (name, value) in headers ?? new Dictionary<string, string>())
            request.Headers.Add(name, value);
        return await server.Client.SendAsync(request);
    }
}
