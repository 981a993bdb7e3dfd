using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Deletions;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Tests.Transcripts;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Tests.Deletions;

/// <summary>What is in the ledger is deleted and proven to be gone, whatever happens.</summary>
public sealed class LedgerTests(PostgresFixture postgres) : IAsyncLifetime
{
    private DeletionServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await DeletionServer.StartAsync(postgres);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_deleted_transcript_takes_everything_along_and_each_place_is_proven()
    {
        var id = await _server.TranscriptAsync(meeting: null);
        var other = await _server.TranscriptAsync(meeting: null);
        await DeleteTranscriptAsync(id);
        (await _server.KeysAsync($"transcripts/{id}/")).Count.ShouldBe(2);

        await _server.DeleteAsync();

        (await _server.KeysAsync()).ShouldAllBe(key => key.Contains(other));
        var rows = await _server.LedgerAsync();
        rows.Count.ShouldBe(3);
        rows.ShouldAllBe(row =>
            row.ProvenGoneAt != null
            && row.TranscriptId == id
            && row.Reason == DeletionReason.TranscriptDeleted
            && row.RequestedBy == "owner"
        );
    }

    [Fact]
    public async Task A_storage_that_refuses_for_an_hour_is_asked_until_it_gives_in()
    {
        var id = await _server.TranscriptAsync(meeting: null);
        _server.Store.RefusesDeletion = true;
        await DeleteAudioAsync(id);
        var attempts = 0;
        for (var minute = 0; minute < 60; minute++)
        {
            await _server.DeleteAsync();
            _server.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        var pending = await _server.LedgerAsync();
        pending.ShouldAllBe(row =>
            row.ProvenGoneAt == null && row.LastError == "The storage does not permit deleting."
        );
        attempts = pending.Max(row => row.Attempts);
        attempts.ShouldBeInRange(6, 20, "the pauses grow");
        (await _server.StoredAsync(id)).AudioDeleted.ShouldBe(false);
        (await _server.StatusAsync($"/v1/transcripts/{id}/audio/mp3")).ShouldBe(404);

        _server.Store.RefusesDeletion = false;
        _server.Clock.Advance(TimeSpan.FromHours(3));
        await _server.DeleteAsync();

        (await _server.LedgerAsync()).ShouldAllBe(row => row.ProvenGoneAt != null && row.LastError == null);
        (await _server.StoredAsync(id)).AudioDeleted.ShouldBe(true);
        (await _server.KeysAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_worker_that_is_killed_between_deletion_and_entry_is_followed_by_one_that_finds_it_gone()
    {
        var id = await _server.TranscriptAsync(meeting: null);
        await DeleteAudioAsync(id);
        using (var killed = new CancellationTokenSource())
        {
            _server.Store.Deleted = killed.Cancel;
            var runner = _server.Job<DeletionRunner>();
            await Should.ThrowAsync<OperationCanceledException>(() => runner.RunDueAsync(killed.Token));
            _server.Store.Deleted = null;
        }
        (await _server.LedgerAsync()).ShouldContain(row => row.Attempts == 1 && row.ProvenGoneAt == null);
        (await _server.StoredAsync(id)).AudioDeleted.ShouldBe(false);

        await _server.DeleteAsync();
        (await _server.LedgerAsync()).ShouldContain(
            row => row.ProvenGoneAt == null,
            "nobody takes it over while it may still be at work"
        );
        _server.Clock.Advance(TimeSpan.FromMinutes(11));
        await _server.DeleteAsync();

        (await _server.LedgerAsync()).ShouldAllBe(row => row.ProvenGoneAt != null);
        (await _server.StoredAsync(id)).AudioDeleted.ShouldBe(true);
    }

    [Fact]
    public async Task A_storage_that_only_says_that_it_deleted_proves_nothing()
    {
        var id = await _server.TranscriptAsync(meeting: null);
        _server.Store.LiesAboutDeletion = true;
        await DeleteAudioAsync(id);

        await _server.DeleteAsync();

        (await _server.LedgerAsync()).ShouldContain(row =>
            row.ProvenGoneAt == null && row.LastError!.Contains("still there")
        );
        (await _server.StoredAsync(id)).AudioDeleted.ShouldBe(false);
    }

    [Fact]
    public async Task What_is_asked_for_again_during_an_attempt_is_done_again()
    {
        var id = await _server.TranscriptAsync(meeting: null);
        await DeleteTranscriptAsync(id);
        var again = Task.CompletedTask;
        var calls = 0;
        _server.Store.Deleted = () =>
        {
            if (Interlocked.Increment(ref calls) == 1)
                again = Task.Run(() => AskAgainAsync(id));
            again.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
        };

        await _server.DeleteAsync();

        var row = (await _server.LedgerAsync()).Single(row => row.ObjectKey == $"transcripts/{id}/");
        row.ProvenGoneAt.ShouldNotBeNull();
        (row.Requests, row.Attempts).ShouldBe((2, 2));
    }

    [Fact]
    public async Task Audio_that_is_being_deleted_is_out_of_reach_at_once_and_does_not_come_back()
    {
        var id = await _server.TranscriptAsync(meeting: null);
        using var owner = _server.Server.ClientOf("owner");
        string link;
        using (var made = await owner.PostAsync($"/v1/transcripts/{id}/audio/link", null))
            link = (string)(await made.OkAsync())["url"]!;

        await DeleteAudioAsync(id);

        foreach (var path in new[] { $"/v1/transcripts/{id}/audio/mp3", new Uri(link).PathAndQuery })
        {
            using var answer = await owner.GetAsync(path);
            (await answer.RefusedAsync(404)).ShouldBe("Audio unavailable due to privacy settings");
        }
        using (var another = await owner.PostAsync($"/v1/transcripts/{id}/audio/link", null))
            await another.RefusedAsync(404);
        using (var back = await owner.PatchAsJsonAsync($"/v1/transcripts/{id}", new { audio_deleted = false }))
            (await back.RefusedAsync(400)).ShouldContain("does not come back");
        using (var process = await owner.PostAsync($"/v1/transcripts/{id}/process", null))
            (await process.RefusedAsync(400)).ShouldContain("was deleted");
        (await _server.StatusAsync($"/v1/transcripts/{id}/audio/waveform")).ShouldBe(200);
    }

    [Fact]
    public async Task An_address_that_was_signed_before_opens_nothing_any_more()
    {
        await using var server = await TestServer.StartAsync(postgres, roles: Server.Hosting.ServerRoles.Web);
        var id = await server.WriteTranscriptAsync([], []);
        var key = $"transcripts/{id}/audio.mp3";
        using (var content = new MemoryStream([1, 2, 3]))
            await server.Store.PutAsync(key, content);
        var signed = await server.Store.SignAsync(key, TimeSpan.FromHours(1));
        using (var before = await server.Client.GetAsync(signed))
            before.EnsureSuccessStatusCode();

        using (var change = await server.Client.PatchAsJsonAsync($"/v1/transcripts/{id}", new { audio_deleted = true }))
            await change.OkAsync();

        using var after = await server.Client.GetAsync(signed);
        (await after.RefusedAsync(404)).ShouldBe("Audio unavailable due to privacy settings");
    }

    [Fact]
    public async Task Nothing_is_uploaded_to_a_transcript_whose_audio_was_deleted()
    {
        using var owner = _server.Server.ClientOf("owner");
        var id = await _server.Server.CreateTranscriptAsync(client: owner);
        using (var first = await _server.Server.UploadAsync(id, [1, 2, 3], chunks: 2, client: owner))
            await first.OkAsync();
        await DeleteAudioAsync(id);

        using (var second = await _server.Server.UploadAsync(id, [4, 5, 6], chunk: 1, chunks: 2, client: owner))
            (await second.RefusedAsync(400)).ShouldContain("was deleted");

        await _server.DeleteAsync();
        (await _server.KeysAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_audio_of_a_transcript_that_is_being_processed_is_not_deleted_under_it()
    {
        var id = await _server.TranscriptAsync(meeting: null, TranscriptStatus.Processing);
        using var owner = _server.Server.ClientOf("owner");
        using var answer = await owner.PatchAsJsonAsync($"/v1/transcripts/{id}", new { audio_deleted = true });
        await answer.RefusedAsync(409);
        (await _server.LedgerAsync()).ShouldBeEmpty();
    }

    private async Task AskAgainAsync(string id) =>
        await _server.Server.QueryAsync(async db =>
        {
            await _server.Job<Orphans>().RequestAsync(db, id, CancellationToken.None);
            return await db.Deletions.CountAsync();
        });

    private async Task DeleteTranscriptAsync(string id)
    {
        using var owner = _server.Server.ClientOf("owner");
        using var answer = await owner.DeleteAsync($"/v1/transcripts/{id}");
        await answer.OkAsync();
    }

    private async Task DeleteAudioAsync(string id)
    {
        using var owner = _server.Server.ClientOf("owner");
        using var answer = await owner.PatchAsJsonAsync($"/v1/transcripts/{id}", new { audio_deleted = true });
        await answer.OkAsync();
    }
}
