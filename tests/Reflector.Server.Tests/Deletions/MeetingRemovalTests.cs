using Microsoft.EntityFrameworkCore;
using Reflector.Server.Deletions;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Deletions;

public sealed class MeetingRemovalTests(PostgresFixture postgres) : IAsyncLifetime
{
    private DeletionServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await DeletionServer.StartAsync(postgres);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("owner")]
    [InlineData(HeaderCallerSource.Administrator)]
    public async Task A_deleted_meeting_takes_transcripts_recordings_videos_and_answers_along(string user)
    {
        var meeting = await _server.MeetingAsync(isOver: false);
        await _server.AnswerAsync(meeting, true);
        string[] transcripts =
        [
            await _server.TranscriptAsync(meeting),
            await _server.TranscriptAsync(meeting, TranscriptStatus.Processing),
        ];
        await _server.VideoAsync(meeting);
        var elsewhere = await _server.TranscriptAsync(meeting: null);

        await RemoveAsync(meeting, user);
        await _server.DeleteAsync();

        (await _server.KeysAsync()).ShouldAllBe(key => key.Contains(elsewhere));
        foreach (var id in transcripts)
            (await _server.StatusAsync($"/v1/transcripts/{id}")).ShouldBe(404);
        (await _server.Server.QueryAsync(db => db.MeetingConsents.CountAsync())).ShouldBe(0);
        (await _server.LedgerAsync()).ShouldAllBe(row =>
            row.Reason == DeletionReason.MeetingDeleted && row.RequestedBy == user && row.ProvenGoneAt != null
        );
        (await _server.StatusAsync($"/v1/meetings/{meeting}/consents")).ShouldBe(404);
        using var answer = await _server.TryAnswerAsync(meeting, false);
        await answer.RefusedAsync(404);
    }

    [Fact]
    public async Task What_arrives_of_a_deleted_meeting_later_is_deleted_too()
    {
        var meeting = await _server.MeetingAsync();
        await RemoveAsync(meeting, "owner");
        var late = await _server.TranscriptAsync(meeting);
        await _server.VideoAsync(meeting);

        await _server.SweepAsync();
        await _server.DeleteAsync();

        (await _server.KeysAsync()).ShouldBeEmpty();
        (await _server.StatusAsync($"/v1/transcripts/{late}")).ShouldBe(404);
    }

    [Fact]
    public async Task The_bare_name_of_a_deleted_meeting_goes_after_a_month()
    {
        var meeting = await _server.MeetingAsync();
        await _server.VideoAsync(meeting);
        await RemoveAsync(meeting, "owner");
        await _server.DeleteAsync();
        (await _server.Server.QueryAsync(db => db.Recordings.AnyAsync())).ShouldBeFalse();
        (await _server.Server.QueryAsync(db => db.Meetings.AnyAsync())).ShouldBeTrue();

        _server.Clock.Advance(TimeSpan.FromDays(31));
        await _server.Job<Retention>().RunAsync(CancellationToken.None);
        (await _server.Server.QueryAsync(db => db.Meetings.AnyAsync())).ShouldBeFalse();
    }

    [Fact]
    public async Task The_videos_of_a_meeting_go_with_its_last_transcript()
    {
        var meeting = await _server.MeetingAsync();
        var video = await _server.VideoAsync(meeting);
        string[] ids = [await _server.TranscriptAsync(meeting), await _server.TranscriptAsync(meeting)];
        using var owner = _server.Server.ClientOf("owner");
        using (var first = await owner.DeleteAsync($"/v1/transcripts/{ids[0]}"))
            await first.OkAsync();
        await _server.DeleteAsync();
        (await _server.KeysAsync(video.ObjectKey)).ShouldHaveSingleItem();

        using (var last = await owner.DeleteAsync($"/v1/transcripts/{ids[1]}"))
            await last.OkAsync();
        await _server.DeleteAsync();
        (await _server.KeysAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_owner_sees_what_is_being_deleted_and_why_it_takes_so_long()
    {
        var meeting = await _server.MeetingAsync(isOver: false);
        var id = await _server.TranscriptAsync(meeting);
        var video = await _server.VideoAsync(meeting);
        _server.Store.RefusesDeletion = true;
        await _server.AnswerAsync(meeting, false);
        await _server.DeleteAsync();

        var items = (await _server.ReadAsync($"/v1/transcripts/{id}/deletions"))["items"]!.AsArray();
        items.Count.ShouldBe(4);
        items.ShouldContain(item => (string?)item!["recording_id"] == video.Id);
        foreach (var item in items)
        {
            ((bool)item!["is_gone"]!).ShouldBeFalse();
            ((string)item["reason"]!).ShouldBe("consent_refused");
            ((string)item["sentence"]!).ShouldBe(
                "The storage does not permit deleting. It is tried again until it is gone."
            );
        }
        var pending = await _server.ReadAsync("/v1/deletions?pending=true", HeaderCallerSource.Administrator);
        ((int)pending["total"]!).ShouldBe(4);
        (await _server.StatusAsync($"/v1/transcripts/{id}/deletions", "other")).ShouldBe(403);

        _server.Store.RefusesDeletion = false;
        _server.Clock.Advance(TimeSpan.FromMinutes(1));
        await _server.DeleteAsync();
        var done = await _server.ReadAsync("/v1/deletions?pending=false&size=1", HeaderCallerSource.Administrator);
        ((int)done["total"]!, (int)done["pages"]!).ShouldBe((4, 4));
        ((bool)done["items"]![0]!["is_gone"]!).ShouldBeTrue();
    }

    private async Task RemoveAsync(string meeting, string user)
    {
        using var client = _server.Server.ClientOf(user);
        using var answer = await client.DeleteAsync($"/v1/meetings/{meeting}");
        await answer.OkAsync();
    }
}
