using Microsoft.Extensions.DependencyInjection;
using Reflector.Fakes.Services;
using Reflector.Server.Deletions;
using Reflector.Server.Recordings;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.VideoPlatforms.Daily;
using Reflector.Server.VideoPlatforms.Daily;

namespace Reflector.Server.Tests.Deletions;

/// <summary>Daily keeps a list of its own, apart from the bucket.</summary>
public sealed class DailyDeletionTests(PostgresFixture postgres, DailyFixture fixture) : IClassFixture<DailyFixture>
{
    private DailyClient Client => fixture.Server.Services.GetRequiredService<DailyClient>();

    [Fact]
    public async Task Daily_is_asked_until_it_lists_the_recording_no_more()
    {
        var meeting = await fixture.OpenAsync();
        fixture.Daily.Join(meeting.PlatformRoom, "Ana");
        fixture.Daily.StartRecording(meeting.PlatformRoom);
        fixture.Daily.StopRecording(meeting.PlatformRoom);
        var recorded = (await Client.ListRecordingsAsync(meeting.PlatformRoom, CancellationToken.None)).Single();
        await using var server = await DeletionServer.StartAsync(
            postgres,
            settings: new(StringComparer.Ordinal)
            {
                ["DAILY_API_URL"] = fixture.Daily.ApiUrl.ToString(),
                ["DAILY_API_KEY"] = Fakes.Daily.DailyServer.DefaultKey,
            }
        );
        var id = await server.MeetingAsync(isOver: false);
        await RecordAsync(server, id, recorded.Id);
        await server.AnswerAsync(id, false);
        fixture.Daily.Then(FakeAnswer.Error(403));

        await server.DeleteAsync();
        var refused = (await server.LedgerAsync()).Single(row => row.Store == DeletionStore.DailyApi);
        (refused.ObjectKey, refused.ProvenGoneAt).ShouldBe((recorded.Id, null));
        refused.LastError.ShouldNotBeNullOrEmpty();
        refused.LastError.ShouldNotContain(Fakes.Daily.DailyServer.DefaultKey);

        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await server.DeleteAsync();
        (await server.LedgerAsync()).Single(row => row.Store == DeletionStore.DailyApi).ProvenGoneAt.ShouldNotBeNull();
        (await Client.GetRecordingAsync(recorded.Id, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_store_that_is_not_set_up_any_more_is_named_and_waited_for()
    {
        await using var server = await DeletionServer.StartAsync(postgres);
        var id = await server.MeetingAsync(isOver: false);
        await RecordAsync(server, id, "gone", RecordingStore.Daily);
        await server.AnswerAsync(id, false);

        await server.DeleteAsync();

        var errors = (await server.LedgerAsync()).ToDictionary(row => row.Store, row => row.LastError!);
        errors[DeletionStore.Daily].ShouldContain("DAILYCO_STORAGE_AWS_BUCKET_NAME");
        errors[DeletionStore.DailyApi].ShouldContain("DAILY_API_KEY");
    }

    private static async Task RecordAsync(
        DeletionServer server,
        string meeting,
        string atDaily,
        RecordingStore store = RecordingStore.Own
    )
    {
        var video = new Recording
        {
            Id = Guid.CreateVersion7().ToString(),
            Store = store,
            Kind = RecordingKind.Video,
            ObjectKey = $"videos/{atDaily}.mp4",
            FileName = "video.mp4",
            SizeBytes = 3,
            Platform = "daily",
            PlatformRecordingId = atDaily,
            MeetingId = meeting,
            RecordedAt = server.Clock.GetUtcNow(),
            CreatedAt = server.Clock.GetUtcNow(),
        };
        if (store is RecordingStore.Own)
            await server.PutAsync(video.ObjectKey);
        await server.AddAsync(video);
    }
}
