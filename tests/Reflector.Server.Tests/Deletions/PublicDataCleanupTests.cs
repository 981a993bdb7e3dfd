using Microsoft.EntityFrameworkCore;
using Reflector.Server.Deletions;
using Reflector.Server.Tests.Database;

namespace Reflector.Server.Tests.Deletions;

public sealed class PublicDataCleanupTests(PostgresFixture postgres)
{
    [Fact]
    public async Task In_public_mode_what_is_nobody_s_goes_after_some_days_with_its_meeting_and_recordings()
    {
        await using var server = await DeletionServer.StartAsync(
            postgres,
            settings: new(StringComparer.Ordinal) { ["PUBLIC_MODE"] = "true" }
        );
        var meeting = await server.MeetingAsync();
        var video = await server.VideoAsync(meeting);
        var shared = await server.MeetingAsync();
        var old = TimeSpan.FromDays(8);
        string[] gone =
        [
            await server.TranscriptAsync(meeting, owner: null, age: old),
            await server.TranscriptAsync(shared, owner: null, age: old),
        ];
        string[] kept =
        [
            await server.TranscriptAsync(shared, age: old),
            await server.TranscriptAsync(meeting: null, owner: null, age: TimeSpan.FromDays(6)),
        ];

        var stats = await RunAsync(server);
        await server.DeleteAsync();

        (stats.TranscriptsDeleted, stats.MeetingsDeleted, stats.RecordingsDeleted).ShouldBe((2, 1, 3));
        stats.Errors.ShouldBeEmpty();
        (await server.KeysAsync()).ShouldAllBe(key => kept.Any(id => key.Contains(id)));
        var left = await server.Server.QueryAsync(db => db.Transcripts.Select(row => row.Id).ToListAsync());
        left.ShouldBe(kept, ignoreOrder: true);
        left.ShouldNotContain(id => gone.Contains(id));
        (await server.Server.QueryAsync(db => db.Meetings.Select(row => row.Id).ToListAsync())).ShouldBe([shared]);
        (await server.LedgerAsync()).ShouldContain(row =>
            row.RecordingId == video.Id && row.Reason == DeletionReason.AnonymousExpired
        );
    }

    [Fact]
    public async Task Without_public_mode_nothing_of_nobody_s_goes()
    {
        await using var server = await DeletionServer.StartAsync(postgres);
        await server.TranscriptAsync(meeting: null, owner: null, age: TimeSpan.FromDays(800));
        (await RunAsync(server)).TranscriptsDeleted.ShouldBe(0);
        (await server.LedgerAsync()).ShouldBeEmpty();
    }

    private static Task<PublicDataCleaned> RunAsync(DeletionServer server) =>
        server.Job<PublicDataCleanup>().RunAsync(CancellationToken.None);
}
