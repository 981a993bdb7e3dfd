using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Reflector.Server.Configuration;
using Reflector.Server.Database;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;
using Reflector.Server.Uploads;

namespace Reflector.Server.Tests.Uploads;

public sealed class ChunkedUploadTests(SharedServer shared, PostgresFixture postgres, MadeRecordings recordings)
    : IClassFixture<SharedServer>
{
    private TestServer Server => shared.Server;

    private byte[] Recording => recordings.Tones;

    [Fact]
    public async Task A_recording_uploaded_whole_is_processed_and_nothing_of_the_upload_remains()
    {
        var id = await Server.TranscribeAsync(Recording, "Team Meeting.WAV");

        (await Server.StoredKeysAsync($"transcripts/{id}/")).ShouldBe([
            $"transcripts/{id}/audio.mp3",
            $"transcripts/{id}/source.wav",
        ]);
        await UploadIsGoneAsync(id);
        var read = await Server.GetAsync($"/v1/transcripts/{id}");
        ((string)read["status"]!).ShouldBe("ended");
        ((string)read["source_kind"]!).ShouldBe("file");
        ((double)read["duration"]!).ShouldBe(6000, 60);
        ((string)read["transcript"]!).ShouldBe("Speaker 0: alpha, bravo, charlie,");
        (await RecordingOf(id)).ShouldBe(("Team Meeting.WAV", Recording.LongLength));
    }

    [Fact]
    public async Task Chunks_may_come_in_any_order_and_twice()
    {
        var id = await Server.CreateTranscriptAsync();
        var chunks = Split(4);
        foreach (var number in new[] { 2, 0, 2, 1 })
            await Accepted(Server.UploadAsync(id, chunks[number], chunk: number, chunks: 4));
        var progress = await Server.GetAsync($"/v1/transcripts/{id}/record/upload");
        progress["received_chunks"]!.ToJsonString().ShouldBe("[0,1,2]");
        ((int)progress["total_chunks"]!).ShouldBe(4);
        ((long)progress["received_bytes"]!).ShouldBe(chunks[..3].Sum(chunk => chunk.Length));
        await Accepted(Server.UploadAsync(id, chunks[3], chunk: 3, chunks: 4));

        await EndedWithAllOfIt(id);
    }

    [Fact]
    public async Task A_missing_chunk_is_named_and_completes_the_upload_when_it_comes()
    {
        var id = await Server.CreateTranscriptAsync();
        var chunks = Split(3);
        await Accepted(Server.UploadAsync(id, chunks[0], chunk: 0, chunks: 3));
        using (var last = await Server.UploadAsync(id, chunks[2], chunk: 2, chunks: 3))
            (await last.RefusedAsync(400)).ShouldBe("Missing chunks: 1. Send them and the upload completes by itself.");
        await Accepted(Server.UploadAsync(id, chunks[1], chunk: 1, chunks: 3));

        await EndedWithAllOfIt(id);
    }

    [Fact]
    public async Task The_same_chunk_at_the_same_moment_is_one_chunk()
    {
        var id = await Server.CreateTranscriptAsync();
        var chunks = Split(2);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Server.UploadAsync(id, chunks[0], chunk: 0, chunks: 2))
        );
        foreach (var answer in answers)
            await answer.OkAsync();
        await Accepted(Server.UploadAsync(id, chunks[1], chunk: 1, chunks: 2));

        await EndedWithAllOfIt(id);
    }

    [Fact]
    public async Task The_last_chunks_at_the_same_moment_make_one_recording_and_one_run()
    {
        for (var round = 0; round < 4; round++)
        {
            var id = await Server.CreateTranscriptAsync();
            var chunks = Split(4);
            var answers = await Task.WhenAll(
                new[] { 0, 1, 2, 3, 3, 0 }.Select(number =>
                    Server.UploadAsync(id, chunks[number], chunk: number, chunks: 4)
                )
            );
            foreach (var answer in answers.Where(answer => answer.StatusCode != HttpStatusCode.OK))
                (await answer.RefusedAsync(400)).ShouldMatch("Missing chunks|already a recording");
            answers.ShouldContain(answer => answer.StatusCode == HttpStatusCode.OK);

            await EndedWithAllOfIt(id);
            (await Server.QueryAsync(db => db.PipelineRuns.CountAsync(run => run.TranscriptId == id))).ShouldBe(1);
        }
    }

    [Fact]
    public async Task An_upload_in_progress_keeps_its_number_of_chunks()
    {
        var id = await Server.CreateTranscriptAsync();
        await Accepted(Server.UploadAsync(id, [1], chunk: 0, chunks: 3));
        using var other = await Server.UploadAsync(id, [1], chunk: 0, chunks: 4);

        (await other.RefusedAsync(400)).ShouldContain("already an upload in progress, in 3 chunks");
        await CancelAsync(id);
        await Accepted(Server.UploadAsync(id, [1], chunk: 0, chunks: 4));
        await CancelAsync(id);
    }

    [Fact]
    public async Task A_connection_that_breaks_in_a_chunk_leaves_nothing_of_it_and_the_upload_goes_on()
    {
        await using var server = await TestServer.StartAsync(postgres);
        var id = await server.CreateTranscriptAsync();
        var chunks = Split(2);
        await Accepted(server.UploadAsync(id, chunks[0], chunk: 0, chunks: 2));
        using (var breaking = new PausedContent(chunks[1][..1000], promised: chunks[1].Length))
        using (var hangUp = new CancellationTokenSource())
        {
            var sending = server.UploadAsync(id, breaking, chunk: 1, chunks: 2, cancellationToken: hangUp.Token);
            await breaking.Sent;
            await hangUp.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(sending);
        }
        await NothingIsBeingWritten(server);

        var progress = await server.GetAsync($"/v1/transcripts/{id}/record/upload");
        progress["received_chunks"]!.ToJsonString().ShouldBe("[0]");
        (await server.StoredKeysAsync("uploads/")).ShouldBe([$"uploads/{id}/000000"]);
        await Accepted(server.UploadAsync(id, chunks[1], chunk: 1, chunks: 2));
        (await server.StoredKeysAsync("uploads/")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("../../x", "x", "")]
    [InlineData("../../etc/passwd.wav", "passwd.wav", ".wav")]
    [InlineData(@"C:\Users\ada\x.wav", "x.wav", ".wav")]
    [InlineData("a.mp3/../b", "b", "")]
    [InlineData("..", "recording", "")]
    [InlineData("zero\0byte.wav", "zerobyte.wav", ".wav")]
    [InlineData("Besprechung – 計画 🎉.wav", "Besprechung – 計画 🎉.wav", ".wav")]
    [InlineData("a.very-long-extension", "a.very-long-extension", "")]
    [InlineData("a.w av", "a.w av", "")]
    [InlineData("no extension", "no extension", "")]
    [InlineData("300", null, ".wav")]
    public async Task A_file_name_is_only_a_name(string name, string? shown, string extension)
    {
        if (name == "300")
            name = new string('n', 300) + ".wav";
        var id = await Server.CreateTranscriptAsync();
        using var content = new ByteArrayContent(Recording);
        content.Headers.ContentDisposition = new("form-data") { Name = "chunk", FileNameStar = name };
        using var form = new MultipartFormDataContent { content };
        using var answer = await Server.Client.PostAsync(UploadPath(id, 0, 1), form);
        await answer.OkAsync();

        (await Server.StoredKeysAsync($"transcripts/{id}/")).ShouldContain($"transcripts/{id}/source{extension}");
        var kept = (await RecordingOf(id)).Name;
        kept.Length.ShouldBeLessThanOrEqualTo(255);
        if (shown is not null)
            kept.ShouldBe(shown);
        await UploadIsGoneAsync(id);
    }

    [Fact]
    public async Task More_than_may_be_uploaded_is_refused_with_a_sentence()
    {
        await using var server = await TestServer.StartAsync(postgres, new() { ["UPLOAD_MAX_BYTES"] = "1500000" });
        var id = await server.CreateTranscriptAsync();
        using (var whole = await server.UploadAsync(id, new byte[1_500_001]))
            (await whole.RefusedAsync(413)).ShouldContain("1.5 MB");
        (await server.StoredKeysAsync("uploads/")).ShouldBeEmpty();
        await CancelAsync(id, server);

        await Accepted(server.UploadAsync(id, new byte[1_000_000], chunk: 0, chunks: 2));
        using (var second = await server.UploadAsync(id, new byte[500_001], chunk: 1, chunks: 2))
            await second.RefusedAsync(413);
        var progress = await server.GetAsync($"/v1/transcripts/{id}/record/upload");
        progress["received_bytes"]!.ToString().ShouldBe("1000000");
        await NothingIsBeingWritten(server);
    }

    [Fact]
    public async Task A_body_that_is_not_multipart_is_refused()
    {
        var id = await Server.CreateTranscriptAsync();
        string[] types =
        [
            "application/octet-stream",
            "multipart/form-data",
            "multipart/mixed; boundary=x",
            "multipart/form-data; boundary=" + new string('x', 300),
            "multipart/form-data; boundary=x",
        ];
        foreach (var type in types)
        {
            using var content = new ByteArrayContent(Recording);
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            using var answer = await Server.Client.PostAsync(UploadPath(id, 0, 1), content);
            (await answer.InvalidAsync()).ShouldBe("body.chunk", type);
        }
        using var empty = await Server.Client.PostAsync(UploadPath(id, 0, 1), null);
        (await empty.InvalidAsync()).ShouldBe("body.chunk");
        await UploadIsGoneAsync(id);
    }

    [Fact]
    public async Task A_field_of_another_name_is_not_the_chunk_and_one_behind_it_is_found()
    {
        var id = await Server.CreateTranscriptAsync();
        using (var form = new MultipartFormDataContent { { new ByteArrayContent(Recording), "file", "a.wav" } })
        using (var answer = await Server.Client.PostAsync(UploadPath(id, 0, 1), form))
            (await answer.InvalidAsync()).ShouldBe("body.chunk");
        using (var text = new MultipartFormDataContent { { new StringContent("no file"), "chunk" } })
        using (var answer = await Server.Client.PostAsync(UploadPath(id, 0, 1), text))
            (await answer.InvalidAsync()).ShouldBe("body.chunk");
        using (
            var both = new MultipartFormDataContent
            {
                { new StringContent("x"), "note" },
                { new ByteArrayContent(Recording), "chunk", "a.wav" },
            }
        )
        using (var answer = await Server.Client.PostAsync(UploadPath(id, 0, 1), both))
            await answer.OkAsync();

        await EndedWithAllOfIt(id);
    }

    [Theory]
    [InlineData("total_chunks=1", "query.chunk_number")]
    [InlineData("chunk_number=0", "query.total_chunks")]
    [InlineData("chunk_number=-1&total_chunks=1", "query.chunk_number")]
    [InlineData("chunk_number=1&total_chunks=1", "query.chunk_number")]
    [InlineData("chunk_number=0&total_chunks=0", "query.total_chunks")]
    [InlineData("chunk_number=0&total_chunks=100001", "query.total_chunks")]
    [InlineData("chunk_number=x&total_chunks=1", "query.chunk_number")]
    public async Task Numbers_out_of_their_range_are_refused(string query, string place)
    {
        var id = await Server.CreateTranscriptAsync();
        using var form = new MultipartFormDataContent { { new ByteArrayContent([1]), "chunk", "a.wav" } };
        using var answer = await Server.Client.PostAsync($"/v1/transcripts/{id}/record/upload?{query}", form);

        (await answer.InvalidAsync()).ShouldBe(place);
    }

    [Fact]
    public async Task An_empty_chunk_between_others_does_no_harm()
    {
        var id = await Server.CreateTranscriptAsync();
        var chunks = Split(2);
        await Accepted(Server.UploadAsync(id, chunks[0], chunk: 0, chunks: 3));
        await Accepted(Server.UploadAsync(id, [], chunk: 1, chunks: 3));
        await Accepted(Server.UploadAsync(id, chunks[1], chunk: 2, chunks: 3));

        await EndedWithAllOfIt(id);
    }

    [Fact]
    public async Task A_transcript_takes_one_recording()
    {
        var id = await Server.TranscribeAsync(Recording);
        using var second = await Server.UploadAsync(id, Recording);

        (await second.RefusedAsync(400)).ShouldContain("already a recording");
        await UploadIsGoneAsync(id);
    }

    [Fact]
    public async Task A_locked_transcript_takes_none()
    {
        var id = await Server.CreateTranscriptAsync();
        using var lockIt = await Server.Client.PatchAsJsonAsync($"/v1/transcripts/{id}", new { locked = true });
        await lockIt.OkAsync();
        using var answer = await Server.UploadAsync(id, Recording);

        (await answer.RefusedAsync(400)).ShouldBe("Transcript is locked");
        await UploadIsGoneAsync(id);
    }

    [Fact]
    public async Task An_upload_that_is_given_up_while_a_chunk_comes_leaves_nothing()
    {
        await using var server = await TestServer.StartAsync(postgres);
        var id = await server.CreateTranscriptAsync();
        using var slow = new PausedContent(new byte[1000], promised: 2000);
        var sending = server.UploadAsync(id, slow, chunk: 0, chunks: 2);
        await BeingWritten(server);
        await CancelAsync(id, server);
        slow.Finish();

        using var answer = await sending;
        (await answer.RefusedAsync(400)).ShouldContain("given up");
        (await server.StoredKeysAsync("")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_transcript_deleted_while_a_chunk_comes_leaves_nothing()
    {
        await using var server = await TestServer.StartAsync(postgres);
        var id = await server.CreateTranscriptAsync();
        using var slow = new PausedContent(new byte[1000], promised: 2000);
        var sending = server.UploadAsync(id, slow, chunk: 0, chunks: 2);
        await BeingWritten(server);
        using (var delete = await server.Client.DeleteAsync($"/v1/transcripts/{id}"))
            await delete.OkAsync();
        slow.Finish();

        using var answer = await sending;
        await answer.RefusedAsync(400);
        (await server.StoredKeysAsync("")).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_upload_that_nobody_continues_is_removed_and_one_in_use_stays()
    {
        await using var server = await TestServer.StartAsync(postgres);
        var old = await server.CreateTranscriptAsync();
        var young = await server.CreateTranscriptAsync();
        foreach (var id in new[] { old, young })
            await Accepted(server.UploadAsync(id, [1, 2, 3], chunk: 0, chunks: 2));
        await server.QueryAsync(db =>
            db.Database.ExecuteSqlAsync(
                $"UPDATE upload SET updated_at = updated_at - interval '73 hours' WHERE transcript_id = {old}"
            )
        );

        var expiry = new UploadExpiry(
            server.Services.GetRequiredService<IDbContextFactory<ReflectorDb>>(),
            server.Store,
            server.Services.GetRequiredService<ReflectorSettings>(),
            TimeProvider.System
        );
        await expiry.Execute(null!, CancellationToken.None);

        (await server.StoredKeysAsync("uploads/")).ShouldBe([$"uploads/{young}/000000"]);
        (await server.GetAsync($"/v1/transcripts/{old}/record/upload"))["total_chunks"].ShouldBeNull();
        (await server.GetAsync($"/v1/transcripts/{young}/record/upload"))["received_chunks"]!
            .ToJsonString()
            .ShouldBe("[0]");
    }

    private static async Task Accepted(Task<HttpResponseMessage> upload)
    {
        using var answer = await upload;
        ((string)(await answer.OkAsync())["status"]!).ShouldBe("ok");
    }

    private async Task EndedWithAllOfIt(string id)
    {
        ((string)(await Server.RunEndedAsync(id))["state"]!).ShouldBe("done");
        await UploadIsGoneAsync(id);
        (await RecordingOf(id)).Size.ShouldBe(Recording.Length);
        await using var source = await Server.Store.GetAsync($"transcripts/{id}/source.wav");
        using var stored = new MemoryStream();
        await source.Content.CopyToAsync(stored);
        stored.ToArray().ShouldBe(Recording);
    }

    private async Task UploadIsGoneAsync(string id)
    {
        (await Server.StoredKeysAsync($"uploads/{id}/")).ShouldBeEmpty();
        var progress = await Server.GetAsync($"/v1/transcripts/{id}/record/upload");
        progress.ToJsonString().ShouldBe("""{"total_chunks":null,"received_chunks":[],"received_bytes":0}""");
    }

    private async Task CancelAsync(string id, TestServer? server = null)
    {
        server ??= Server;
        using var cancel = await server.Client.DeleteAsync($"/v1/transcripts/{id}/record/upload");
        await cancel.OkAsync();
        (await server.StoredKeysAsync($"uploads/{id}/")).ShouldBeEmpty();
    }

    private Task<(string Name, long Size)> RecordingOf(string id) =>
        Server.QueryAsync(async db =>
        {
            var recording = await db.Recordings.SingleAsync(row => row.ObjectKey.StartsWith($"transcripts/{id}/"));
            return (recording.FileName, recording.SizeBytes);
        });

    private static Task BeingWritten(TestServer server) => IncomingAsync(server, count => count > 0);

    private static Task NothingIsBeingWritten(TestServer server) => IncomingAsync(server, count => count == 0);

    /// <summary>The server notices in its own time what happens to a connection, and does not tell.</summary>
    private static async Task IncomingAsync(TestServer server, Func<int, bool> wanted)
    {
        var folder = Path.Combine(server.DataFolder, "storage", "incoming");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (
            !wanted(
                Directory
                    .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                    .Count(path => !path.EndsWith(".lock", StringComparison.Ordinal))
            )
        )
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
    }

    private static string UploadPath(string id, int chunk, int chunks) =>
        $"/v1/transcripts/{id}/record/upload?chunk_number={chunk}&total_chunks={chunks}";

    private byte[][] Split(int chunks) => [.. Recording.Chunk((Recording.Length + chunks - 1) / chunks)];
}
