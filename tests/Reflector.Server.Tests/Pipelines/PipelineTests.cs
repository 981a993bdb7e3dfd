using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Reflector.Fakes;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Pipelines;

public sealed class PipelineTests(PostgresFixture postgres, MadeRecordings recordings) : IAsyncLifetime
{
    private OpenAiTranscriptionServer _transcription = null!;
    private TestServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _transcription = await OpenAiTranscriptionServer.StartAsync();
        _server = await TestServer.StartAsync(postgres, ServerFixture.Recognising(_transcription));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _transcription.DisposeAsync();
    }

    [Fact]
    public async Task Every_stage_is_seen_with_its_times_and_why_it_was_skipped()
    {
        var id = await _server.TranscribeAsync(recordings.Tones);

        var pipeline = await _server.GetAsync($"/v1/transcripts/{id}/pipeline");
        pipeline["stages"]!
            .AsArray()
            .Select(stage => (string)stage!["name"]!)
            .ShouldBe([
                "fetch",
                "probe",
                "encode",
                "waveform",
                "transcribe",
                "diarize",
                "assemble",
                "topics",
                "title",
                "summaries",
                "action_items",
                "finalize",
                "consent_cleanup",
                "zulip",
                "publish",
            ]);
        foreach (var stage in pipeline["stages"]!.AsArray())
        {
            ((string)stage!["state"]!).ShouldBeOneOf("done", "skipped");
            ((int)stage["attempts"]!).ShouldBe(1);
            stage["error"].ShouldBeNull();
            ((DateTimeOffset)stage["finished_at"]!).ShouldBeGreaterThanOrEqualTo((DateTimeOffset)stage["started_at"]!);
            if ((string)stage["state"]! == "skipped")
                ((string)stage["note"]!).ShouldEndWith(".");
        }
        ((string)pipeline.Stage("diarize")["state"]!).ShouldBe("skipped");
        (await _server.QueryAsync(db => db.TranscribedSegments.CountAsync())).ShouldBe(0);
        Directory.EnumerateFiles(Path.Combine(_server.DataFolder, "tmp")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Asked_for_many_times_at_once_it_runs_once()
    {
        var id = await _server.TranscribeAsync(recordings.Tones);
        var gate = new Gate(_transcription);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ProcessAsync(id)));

        answers.Count(answer => answer.IsSuccessStatusCode).ShouldBe(1);
        foreach (var answer in answers.Where(answer => !answer.IsSuccessStatusCode))
            (await answer.RefusedAsync(400)).ShouldBe("already running");
        gate.Open();
        await DoneAsync(id);
        (await _server.QueryAsync(db => db.PipelineRuns.CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task The_old_text_stays_until_the_new_one_is_whole()
    {
        var id = await _server.TranscribeAsync(recordings.Tones);
        var before = await _server.GetAsync($"/v1/transcripts/{id}");
        await ReplaceRecordingAsync(id);
        var gate = new Gate(_transcription);
        using (var process = await ProcessAsync(id))
            await process.OkAsync();
        await gate.Arrived;

        var during = await _server.GetAsync($"/v1/transcripts/{id}");
        ((string)during["status"]!).ShouldBe("processing");
        foreach (var field in new[] { "transcript", "title", "short_summary", "long_summary" })
            ((string?)during[field]).ShouldBe((string?)before[field]);
        gate.Open();
        await DoneAsync(id);

        var after = await _server.GetAsync($"/v1/transcripts/{id}");
        ((string)after["transcript"]!).ShouldBe("Speaker 0: delta, echo,");
        ((string)after["status"]!).ShouldBe("ended");
        (await _server.GetAsync($"/v1/transcripts/{id}/topics")).AsArray().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_title_that_somebody_wrote_survives_another_processing()
    {
        var id = await _server.TranscribeAsync(recordings.Tones);
        using (var change = await _server.Client.PatchAsJsonAsync($"/v1/transcripts/{id}", new { title = "Ours" }))
            await change.OkAsync();
        await ReprocessAsync(id);

        ((string)(await _server.GetAsync($"/v1/transcripts/{id}"))["title"]!).ShouldBe("Ours");
    }

    [Fact]
    public async Task A_new_processing_says_its_topics_once()
    {
        var id = await _server.TranscribeAsync(recordings.Tones);
        await ReprocessAsync(id);
        using (var change = await _server.Client.PatchAsJsonAsync($"/v1/transcripts/{id}", new { title = "The end" }))
            await change.OkAsync();

        await using var socket = await EventSocket.OpenAsync(_server, id);
        await socket.WaitForAsync(item => item.Is("FINAL_TITLE", "title", "The end"));

        foreach (var name in new[] { "TOPIC", "FINAL_LONG_SUMMARY", "FINAL_SHORT_SUMMARY", "ACTION_ITEMS" })
            socket.Seen.Count(item => item.Event == name).ShouldBe(1, name);
        socket.Seen.ShouldNotContain(item => item.Event == "STATUS" || item.Event == "PIPELINE");
        socket.Seen.ShouldNotContain(item => item.Event == "TRANSCRIPT");
    }

    [Fact]
    public async Task A_locked_transcript_is_not_processed_again()
    {
        var id = await _server.TranscribeAsync(recordings.Tones);
        using (var change = await _server.Client.PatchAsJsonAsync($"/v1/transcripts/{id}", new { locked = true }))
            await change.OkAsync();
        using var process = await ProcessAsync(id);

        (await process.RefusedAsync(400)).ShouldBe("Recording is locked");
    }

    [Fact]
    public async Task A_failure_that_may_pass_is_tried_again_and_seen_meanwhile()
    {
        _transcription.RefuseNext([new TranscriptionRefusal(422, "not now")]);
        var id = await UploadedAsync();
        await using var socket = await EventSocket.OpenAsync(_server, id, after: 0);

        await socket.WaitForStageAsync("transcribe", "retrying");
        var stage = (await _server.GetAsync($"/v1/transcripts/{id}/pipeline")).Stage("transcribe");
        if ((string)stage["state"]! == "retrying")
            ((string)stage["error"]!).ShouldContain("not now");
        await socket.WaitForStageAsync("publish", "done");

        var pipeline = await _server.GetAsync($"/v1/transcripts/{id}/pipeline");
        ((int)pipeline.Stage("transcribe")["attempts"]!).ShouldBe(2);
        pipeline.Stage("transcribe")["error"].ShouldBeNull();
    }

    [Fact]
    public async Task A_refused_key_fails_the_stage_at_the_first_attempt()
    {
        _transcription.RefuseNext([new TranscriptionRefusal(401, "no")]);
        var id = await UploadedAsync();
        await using var socket = await EventSocket.OpenAsync(_server, id, after: 0);

        await socket.WaitForStatusAsync("error");

        var stage = (await _server.GetAsync($"/v1/transcripts/{id}/pipeline")).Stage("transcribe");
        ((string)stage["state"]!).ShouldBe("failed");
        ((string)stage["error"]!).ShouldContain("API key");
        ((int)stage["attempts"]!).ShouldBe(1);
    }

    [Fact]
    public async Task A_failed_stage_says_why_and_goes_on_from_there_when_asked()
    {
        var id = await _server.TranscribeAsync(recordings.Tones);
        var source = $"transcripts/{id}/source.wav";
        await _server.Store.DeleteAsync(source);
        using (var process = await ProcessAsync(id))
            await process.OkAsync();
        await using var socket = await EventSocket.OpenAsync(_server, id, after: 0);
        await socket.WaitForStageAsync("fetch", "failed");
        await socket.WaitForStatusAsync("error");

        var failed = await _server.GetAsync($"/v1/transcripts/{id}/pipeline");
        ((string)failed["state"]!).ShouldBe("failed");
        ((string)failed.Stage("fetch")["error"]!).ShouldContain("upload it again");
        ((string)(await _server.GetAsync($"/v1/transcripts/{id}"))["status"]!).ShouldBe("error");

        using var again = new MemoryStream(recordings.Tones);
        await _server.Store.PutAsync(source, again);
        using (var process = await ProcessAsync(id))
            await process.OkAsync();
        await socket.WaitForStageAsync("publish", "done");
        var done = await _server.GetAsync($"/v1/transcripts/{id}/pipeline");
        ((string)done["run_id"]!).ShouldBe((string)failed["run_id"]!);
        ((string)(await _server.GetAsync($"/v1/transcripts/{id}"))["status"]!).ShouldBe("ended");
    }

    [Fact]
    public async Task A_failed_run_asked_for_many_times_at_once_goes_on_once()
    {
        var id = await _server.TranscribeAsync(recordings.Tones);
        await _server.Store.DeleteAsync($"transcripts/{id}/source.wav");
        using (var process = await ProcessAsync(id))
            await process.OkAsync();
        await using (var socket = await EventSocket.OpenAsync(_server, id, after: 0))
            await socket.WaitForStatusAsync("error");
        using var again = new MemoryStream(recordings.Tones);
        await _server.Store.PutAsync($"transcripts/{id}/source.wav", again);
        var gate = new Gate(_transcription);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ProcessAsync(id)));

        answers.Count(answer => answer.IsSuccessStatusCode).ShouldBe(1);
        gate.Open();
        await DoneAsync(id);
    }

    [Fact]
    public async Task A_transcript_deleted_while_it_is_processed_leaves_nothing()
    {
        var gate = new Gate(_transcription);
        var id = await UploadedAsync();
        await gate.Arrived;
        using (var delete = await _server.Client.DeleteAsync($"/v1/transcripts/{id}"))
            await delete.OkAsync();
        gate.Open();

        using var read = await _server.Client.GetAsync($"/v1/transcripts/{id}");
        await read.RefusedAsync(404);
        await NothingIsStoredAsync();
        (await _server.QueryAsync(db => db.PipelineRuns.CountAsync())).ShouldBe(0);
        await _server.TranscribeAsync(recordings.Tones);
    }

    [Fact]
    public async Task Transcripts_deleted_at_any_moment_of_their_processing_leave_nothing()
    {
        for (var round = 0; round < 6; round++)
        {
            var id = await UploadedAsync();
            await using (var socket = await EventSocket.OpenAsync(_server, id, after: 0))
                await socket.WaitForStageAsync(
                    new[] { "probe", "encode", "waveform", "transcribe", "topics", "fetch" }[round],
                    "running"
                );
            using var delete = await _server.Client.DeleteAsync($"/v1/transcripts/{id}");
            await delete.OkAsync();
        }
        await NothingIsStoredAsync();
        var id2 = await _server.TranscribeAsync(recordings.Tones);
        ((string)(await _server.GetAsync($"/v1/transcripts/{id2}"))["status"]!).ShouldBe("ended");
    }

    [Fact]
    public async Task A_change_and_the_processing_do_not_stand_in_each_others_way()
    {
        for (var round = 0; round < 3; round++)
        {
            var id = await UploadedAsync();
            var ended = _server.RunEndedAsync(id);
            for (var change = 0; !ended.IsCompleted; change++)
            {
                using var answer = await _server.Client.PatchAsJsonAsync(
                    $"/v1/transcripts/{id}",
                    new { title = $"Title {change}" }
                );
                await answer.OkAsync();
            }
            var pipeline = await ended;
            ((string)pipeline["state"]!).ShouldBe("done");
            pipeline["stages"]!.AsArray().ShouldAllBe(stage => (int)stage!["attempts"]! == 1);
        }
    }

    private async Task<string> UploadedAsync()
    {
        var id = await _server.CreateTranscriptAsync();
        using var upload = await _server.UploadAsync(id, recordings.Tones);
        await upload.OkAsync();
        return id;
    }

    private Task<HttpResponseMessage> ProcessAsync(string id) =>
        _server.Client.PostAsync($"/v1/transcripts/{id}/process", null);

    private async Task ReprocessAsync(string id)
    {
        using (var process = await ProcessAsync(id))
            await process.OkAsync();
        await DoneAsync(id);
    }

    /// <summary>The last run, not one before it, is done.</summary>
    private async Task DoneAsync(string id)
    {
        await using var socket = await EventSocket.OpenAsync(_server, id, after: 0);
        var runs = await _server.QueryAsync(db => db.PipelineRuns.CountAsync(run => run.TranscriptId == id));
        for (var run = 0; run < runs; run++)
        {
            var end = await socket.WaitForAsync(item =>
                item.Is("PIPELINE", "state", "failed")
                || (item.Is("PIPELINE", "stage", "publish") && item.Is("PIPELINE", "state", "done"))
            );
            if (end.Is("PIPELINE", "state", "failed"))
                run--;
        }
        ((string)(await _server.GetAsync($"/v1/transcripts/{id}/pipeline"))["state"]!).ShouldBe("done");
    }

    private async Task ReplaceRecordingAsync(string id)
    {
        using var other = new MemoryStream(recordings.OtherTones);
        await _server.Store.PutAsync($"transcripts/{id}/source.wav", other);
    }

    /// <summary>Removal is a job behind the answer: it is waited for, and must then stay so.</summary>
    private async Task NothingIsStoredAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (
            (await _server.StoredKeysAsync("")).Count > 0
            || await _server.QueryAsync(db =>
                db.Database.SqlQuery<int>(
                        $"""SELECT count(*)::int AS "Value" FROM qrtz_triggers WHERE trigger_group <> 'recurring'"""
                    )
                    .SingleAsync()
            ) > 0
        )
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
        var tmp = Path.Combine(_server.DataFolder, "tmp");
        if (Directory.Exists(tmp))
            Directory.EnumerateFiles(tmp).ShouldBeEmpty();
    }
}
