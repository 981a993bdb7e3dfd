using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using Reflector.Server.Meetings;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Tests.VideoPlatforms;
using Reflector.Server.VideoPlatforms;

namespace Reflector.Server.Tests.Meetings;

/// <summary>Who is in a meeting, and whether it goes on.</summary>
[Collection(nameof(AcmeServer))]
public sealed class MeetingPresenceTests(AcmeServer acme) : IAsyncLifetime
{
    private static readonly DateTimeOffset Joined = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private string _id = "";
    private JsonNode _room = new JsonObject();

    private TestServer Server => acme.Server;

    public async ValueTask InitializeAsync()
    {
        _room = await acme.RoomAsync();
        _id = (string)(await acme.MeetingAsync((string)_room["name"]!))["id"]!;
    }

    public ValueTask DisposeAsync()
    {
        acme.Acme.Failure = null;
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Who_comes_and_goes_is_a_row_each()
    {
        await ReconcileAsync("ada", "grace");
        await ReconcileAsync("grace", "alan");
        (await SessionsAsync()).ShouldBe([("ada", false), ("alan", true), ("grace", true)]);
        (await MeetingAsync()).NumClients.ShouldBe(2);
        using var owner = Server.ClientOf("owner");
        (await Server.GetAsync($"/v1/rooms/{_room["id"]}", owner))["live"]!
            .ToJsonString()
            .ShouldBe("""{"meetings":1,"participants":2,"is_recording":false}""");
    }

    [Fact]
    public async Task Who_seemed_to_have_left_can_still_be_in()
    {
        await ReconcileAsync("ada");
        await ReconcileAsync();
        await ReconcileAsync("ada");
        (await SessionsAsync()).ShouldBe([("ada", true)]);
    }

    [Fact]
    public async Task Somebody_without_a_name_or_an_account_counts()
    {
        acme.Acme.Present[_id] = [new("session", null, null, Joined)];
        await Presence.ReconcileAsync(_id, TestContext.Current.CancellationToken);
        (await MeetingAsync()).NumClients.ShouldBe(1);
    }

    [Fact]
    public async Task A_platform_that_does_not_answer_changes_nothing()
    {
        await ReconcileAsync("ada");
        acme.Acme.Failure = new("Acme does not answer.", isTemporary: true);
        await ReconcileAsync();
        (await SessionsAsync()).ShouldBe([("ada", true)]);
        (await MeetingAsync()).NumClients.ShouldBe(1);
    }

    [Fact]
    public async Task Twenty_polls_at_once_leave_one_row_for_each_person()
    {
        Present("ada", "grace");
        await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Presence.ReconcileAsync(_id, TestContext.Current.CancellationToken))
        );
        (await SessionsAsync()).ShouldBe([("ada", true), ("grace", true)]);
        (await MeetingAsync()).NumClients.ShouldBe(2);
    }

    [Fact]
    public async Task A_meeting_goes_on_while_somebody_is_in_it()
    {
        await ReconcileAsync("ada");
        await EndIsPastAsync();
        await CheckAsync();
        (await MeetingAsync()).IsActive.ShouldBeTrue();
    }

    [Fact]
    public async Task A_meeting_that_everybody_left_is_over()
    {
        await ReconcileAsync("ada");
        await ReconcileAsync();
        await CheckAsync();
        (await MeetingAsync()).IsActive.ShouldBeFalse();
    }

    [Fact]
    public async Task A_meeting_that_nobody_came_to_is_over_when_its_time_is()
    {
        await CheckAsync();
        (await MeetingAsync()).IsActive.ShouldBeTrue();
        await EndIsPastAsync();
        await CheckAsync();
        (await MeetingAsync()).IsActive.ShouldBeFalse();
    }

    [Fact]
    public async Task Somebody_found_in_a_meeting_that_was_closed_opens_it_again()
    {
        await ReconcileAsync("ada");
        await ReconcileAsync();
        await CheckAsync();
        await ReconcileAsync("ada");
        (await MeetingAsync()).IsActive.ShouldBeTrue();
    }

    [Fact]
    public async Task What_its_owner_ended_stays_ended()
    {
        await ReconcileAsync("ada");
        using var owner = Server.ClientOf("owner");
        using var answer = await owner.PatchAsync($"/v1/meetings/{_id}/deactivate", null);
        await answer.OkAsync();
        await ReconcileAsync("ada");
        var meeting = await MeetingAsync();
        meeting.IsActive.ShouldBeFalse();
        meeting.NumClients.ShouldBe(0);
    }

    [Fact]
    public async Task The_reconciliation_asks_for_every_open_meeting()
    {
        Present("ada");
        var job = ActivatorUtilities.CreateInstance<PresenceReconciliation>(Server.Services);
        await job.Execute(NoContext, TestContext.Current.CancellationToken);
        (await MeetingAsync()).NumClients.ShouldBe(1);
    }

    [Fact]
    public async Task A_platform_that_does_not_answer_closes_nothing_and_does_not_stop_the_others()
    {
        await EndIsPastAsync();
        var mock = (string)
            (await acme.MeetingAsync((string)(await acme.RoomAsync(new { platform = "mock" }))["name"]!))["id"]!;
        await EndIsPastAsync(mock);
        var broken = await Server.QueryAsync(async db =>
        {
            await db.Database.ExecuteSqlAsync($"UPDATE meeting SET platform = 'gone' WHERE id = {_id}");
            return _id;
        });
        await CheckAsync();
        (await MeetingAsync(broken)).IsActive.ShouldBeTrue();
        (await MeetingAsync(mock)).IsActive.ShouldBeFalse();
    }

    private static IJobExecutionContext NoContext => null!;

    private MeetingPresence Presence => Server.Services.GetRequiredService<MeetingPresence>();

    private void Present(params string[] people) =>
        acme.Acme.Present[_id] = [
            .. people.Select(name => new PresentParticipant($"session-of-{name}", null, name, Joined)),
        ];

    private Task ReconcileAsync(params string[] people)
    {
        Present(people);
        return Presence.ReconcileAsync(_id, TestContext.Current.CancellationToken);
    }

    private async Task CheckAsync() =>
        await ActivatorUtilities
            .CreateInstance<MeetingCheck>(Server.Services)
            .Execute(NoContext, TestContext.Current.CancellationToken);

    private Task EndIsPastAsync(string? id = null)
    {
        var past = TimeProvider.System.GetUtcNow().AddSeconds(-1);
        return Server.QueryAsync(db =>
            db.Database.ExecuteSqlAsync($"UPDATE meeting SET end_date = {past} WHERE id = {id ?? _id}")
        );
    }

    private Task<Meeting> MeetingAsync(string? id = null) =>
        Server.QueryAsync(db => db.Meetings.AsNoTracking().SingleAsync(meeting => meeting.Id == (id ?? _id)));

    private async Task<List<(string?, bool)>> SessionsAsync() =>
        await Server.QueryAsync(async db =>
            (await db.ParticipantSessions.Where(row => row.MeetingId == _id).OrderBy(row => row.UserName).ToListAsync())
                .Select(row => (row.UserName, row.LeftAt is null))
                .ToList()
        );
}
