using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Reflector.Fakes.Daily;
using Reflector.Fakes.Services;
using Reflector.Server.Recordings.Intake;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Tests.VideoPlatforms;
using Reflector.Server.VideoPlatforms;
using Reflector.Server.VideoPlatforms.Daily;
using Reflector.Server.VideoPlatforms.Webhooks;

namespace Reflector.Server.Tests.Recordings.Intake;

/// <summary>Whatever is told when, by whom and how often, and whoever dies meanwhile: one of each.</summary>
public sealed class RandomScheduleTests(IntakeFixture fixture) : IClassFixture<IntakeFixture>
{
    private const int Recordings = 3;
    private const int Steps = 25;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Every_real_recording_becomes_one_row_and_one_transcript(int seed)
    {
        var random = new Random(seed);
        var meeting = await fixture.OpenAsync();
        var told = await RecordAsync(meeting);
        var unread = AtDaily(meeting);
        var server = await RestartAsync(null);
        try
        {
            for (var step = 0; step < Steps; step++)
            {
                switch (random.Next(7))
                {
                    case 0 when unread.Count > 0:
                        await fixture.UploadAsync(unread[0]);
                        unread.RemoveAt(0);
                        break;
                    case 1:
                        await fixture.PollAsync(server);
                        break;
                    case 2:
                        server = await RestartAsync(server);
                        break;
                    case 3:
                        await TellAsync(server, told[random.Next(told.Count)]);
                        break;
                    case 4:
                        await DueAsync(server);
                        break;
                    case 5:
                        await InterruptedAsync(server, random.Next(60));
                        break;
                    default:
                        await Task.WhenAll(
                            fixture.PollAsync(server),
                            TellAsync(server, told[random.Next(told.Count)]),
                            DueAsync(server)
                        );
                        break;
                }
            }
            foreach (var recording in unread)
                await fixture.UploadAsync(recording);
            await fixture.PollAsync(server);
            await DueAsync(server);
        }
        finally
        {
            await server.DisposeAsync();
        }

        var real = AtDaily(meeting).ConvertAll(item => item.Id);
        var taken = await IntakeFixture.RecordingsAsync(meeting);
        taken.Select(item => item.PlatformRecordingId!).ShouldBe(real, ignoreOrder: true);
        var transcripts = await fixture.Server.QueryAsync(db =>
            db.Transcripts.Where(item => item.MeetingId == meeting.Id).Select(item => item.RecordingId).ToListAsync()
        );
        transcripts.Count.ShouldBe(Recordings);
        transcripts.Distinct().Count().ShouldBe(Recordings);
        (
            await fixture.Server.QueryAsync(db =>
                db.PipelineRuns.CountAsync(run =>
                    db.Transcripts.Any(item => item.Id == run.TranscriptId && item.MeetingId == meeting.Id)
                )
            )
        ).ShouldBe(Recordings);
    }

    /// <summary>People come and go, three times.</summary>
    /// <returns>What Daily would tell of it.</returns>
    private async Task<List<SignedWebhook>> RecordAsync(OpenedMeeting meeting)
    {
        var control = (IRecordingControl)
            fixture.Server.Services.GetRequiredService<VideoPlatformFactory>().Get("daily");
        var stored = await meeting.NowAsync();
        fixture.Daily.Webhooks.IsHolding = true;
        fixture.Daily.Webhooks.Held.Clear();
        for (var i = 0; i < Recordings; i++)
        {
            var ana = fixture.Daily.Join(meeting.PlatformRoom, "Ana");
            await control.StartRecordingAsync(
                stored.AtPlatform,
                PlatformRecordingKind.RawTracks,
                Guid.CreateVersion7(),
                CancellationToken.None
            );
            fixture.Daily.Leave(meeting.PlatformRoom, ana);
        }
        await fixture.Daily.Webhooks.FlushAsync();
        fixture.Daily.Webhooks.IsHolding = false;
        return [.. fixture.Daily.Webhooks.Held];
    }

    private async Task<TestServer> RestartAsync(TestServer? server)
    {
        if (server is not null)
            await server.DisposeAsync();
        return await fixture.StartServerAsync(
            connectionString: fixture.Server.ConnectionString,
            dataFolder: fixture.Server.DataFolder
        );
    }

    /// <summary>Somewhere in the middle it is over, as when the process ends.</summary>
    private static async Task InterruptedAsync(TestServer server, int afterMilliseconds)
    {
        using var end = new CancellationTokenSource(TimeSpan.FromMilliseconds(afterMilliseconds));
        try
        {
            await server.Services.GetRequiredService<RecordingsAtDaily>().LookAsync(true, end.Token);
            await server.Services.GetRequiredService<RecordingArrivals>().TakeInDueAsync(end.Token);
        }
        catch (Exception) when (end.IsCancellationRequested)
        {
            // What it had not committed is not there.
        }
    }

    private static async Task TellAsync(TestServer server, SignedWebhook webhook)
    {
        using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = server.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/daily/webhook")
        {
            Content = new StringContent(webhook.Body, System.Text.Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in webhook.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await client.SendAsync(request);
        await answer.OkAsync();
        await server.Services.GetRequiredService<WebhookApplication>().ApplyNextAsync(CancellationToken.None);
    }

    private static async Task DueAsync(TestServer server)
    {
        await server.QueryAsync(db =>
            db.RecordingArrivals.ExecuteUpdateAsync(row =>
                row.SetProperty(arrival => arrival.NextAttemptAt, DateTimeOffset.UnixEpoch)
            )
        );
        await server.Services.GetRequiredService<RecordingArrivals>().TakeInDueAsync(CancellationToken.None);
    }

    private List<RecordingAtDaily> AtDaily(OpenedMeeting meeting) =>
        [.. fixture.Daily.Recordings.Where(item => item.Room == meeting.PlatformRoom)];
}
