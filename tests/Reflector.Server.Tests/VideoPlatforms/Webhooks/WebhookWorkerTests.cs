using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Reflector.Fakes.Whereby;
using Reflector.Server.Hosting;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.VideoPlatforms.Webhooks;

namespace Reflector.Server.Tests.VideoPlatforms.Webhooks;

public sealed class WebhookWorkerTests(PostgresFixture postgres)
{
    [Fact]
    public async Task What_one_process_stored_before_it_ended_another_applies()
    {
        await using var whereby = await WherebyServer.StartAsync();
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["WHEREBY_API_URL"] = whereby.ApiUrl.ToString(),
            ["WHEREBY_API_KEY"] = WherebyServer.DefaultKey,
            ["WHEREBY_WEBHOOK_SECRET"] = WherebyServer.DefaultSecret,
        };
        var web = await TestServer.StartAsync(postgres, settings, roles: ServerRoles.Web);
        var meeting = await OpenedMeeting.OpenAsync(web, "whereby");
        whereby.Webhooks.Target = new Uri(web.Address, "/v1/whereby");
        for (var i = 0; i < 40; i++)
            whereby.Join(meeting.PlatformRoom, $"Guest {i}");
        await whereby.Webhooks.FlushAsync();
        await web.DisposeAsync();

        await using var worker = await TestServer.StartAsync(
            postgres,
            settings,
            web.ConnectionString,
            roles: ServerRoles.Worker
        );

        (await (meeting with { Server = worker }).NowAsync()).NumClients.ShouldBe(40);
    }

    [Fact]
    public async Task Two_workers_apply_every_event_once()
    {
        await using var whereby = await WherebyServer.StartAsync();
        await using var first = await Whereby.WherebyFixture.StartServerAsync(postgres, whereby);
        whereby.Webhooks.Target = new Uri(first.Address, "/v1/whereby");
        await using var second = await TestServer.StartAsync(
            postgres,
            new() { ["WHEREBY_API_URL"] = whereby.ApiUrl.ToString(), ["WHEREBY_API_KEY"] = WherebyServer.DefaultKey },
            first.ConnectionString,
            roles: ServerRoles.Worker
        );
        var meetings = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => OpenedMeeting.OpenAsync(first, "whereby"))
        );
        foreach (var name in Enumerable.Range(0, 20))
        foreach (var meeting in meetings)
            whereby.Join(meeting.PlatformRoom, $"Guest {name}");
        await whereby.Webhooks.FlushAsync();

        foreach (var meeting in meetings)
            (await meeting.NowAsync()).NumClients.ShouldBe(20);
    }

    [Fact]
    public async Task Old_events_are_forgotten_and_those_of_recordings_later()
    {
        await using var server = await TestServer.StartAsync(postgres);
        var meeting = await OpenedMeeting.OpenAsync(server, "mock");
        var now = TimeProvider.System.GetUtcNow();
        foreach (
            var (id, age, keeps, isApplied) in new[]
            {
                ("new", 1, false, true),
                ("old", 8, false, true),
                ("old recording", 8, true, true),
                ("very old recording", 200, true, true),
            }
        )
        {
            var (at, applied) = (now.AddDays(-age), isApplied ? now : (DateTimeOffset?)null);
            await server.QueryAsync(db =>
                db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO webhook_event (platform, event_id, type, meeting_id, occurred_at, received_at, keeps_payload, applied_at)
                    VALUES ('none', {id}, 'a', {meeting.Id}, {at}, {at}, {keeps}, {applied})
                    """
                )
            );
        }
        await using (var scope = server.Services.CreateAsyncScope())
            await ActivatorUtilities
                .CreateInstance<WebhookPruning>(scope.ServiceProvider)
                .Execute(null!, CancellationToken.None);

        var left = await server.QueryAsync(db => db.WebhookEvents.Select(item => item.EventId).ToListAsync());
        left.ShouldContain("new");
        left.ShouldContain("old recording");
        left.ShouldNotContain("old");
        left.ShouldNotContain("very old recording");
    }
}
