using System.Runtime.Versioning;
using Reflector.Fakes;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Database.Embedded;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Pipelines;

/// <summary>A server whose data folder is a disk of a few megabytes.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class DiskFullTests(PostgresFixture postgres, MadeRecordings recordings)
{
    [Fact]
    public async Task A_full_disk_refuses_an_upload_with_a_sentence_and_takes_it_once_there_is_room()
    {
        var folder = Directory.CreateTempSubdirectory("reflector-full-");
        try
        {
            using var disk = await SmallDisk.MountAsync(folder.FullName, "4m");
            await using var transcription = await OpenAiTranscriptionServer.StartAsync();
            await using var server = await TestServer.StartAsync(
                postgres,
                ServerFixture.Recognising(transcription),
                dataFolder: folder.FullName
            );
            var id = await server.CreateTranscriptAsync();
            var filler = disk.Fill();
            using (var full = await server.UploadAsync(id, recordings.Tones))
                (await full.RefusedAsync(507)).ShouldContain("disk is full");
            (await server.StoredKeysAsync("")).ShouldBeEmpty();

            File.Delete(filler);
            using (var upload = await server.UploadAsync(id, recordings.Tones))
                await upload.OkAsync();
            ((string)(await server.RunEndedAsync(id))["state"]!).ShouldBe("done");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_disk_that_is_full_while_encoding_is_waited_for()
    {
        var folder = Directory.CreateTempSubdirectory("reflector-full-");
        try
        {
            using var disk = await SmallDisk.MountAsync(folder.FullName, "4m");
            await using var transcription = await OpenAiTranscriptionServer.StartAsync();
            await using var server = await TestServer.StartAsync(
                postgres,
                ServerFixture.Recognising(transcription),
                dataFolder: folder.FullName
            );
            var id = await server.TranscribeAsync(recordings.Tones);
            await using var socket = await EventSocket.OpenAsync(server, id);
            await server.Store.DeleteAsync($"transcripts/{id}/audio.mp3");
            var filler = disk.Fill();
            using (var process = await server.Client.PostAsync($"/v1/transcripts/{id}/process", null))
                await process.OkAsync();

            var retrying = await socket.WaitForStageAsync("encode", "retrying");
            ((string)retrying.Data["error"]!).ShouldContain("disk is full");
            File.Delete(filler);
            await socket.WaitForStageAsync("publish", "done");

            ((string)(await server.GetAsync($"/v1/transcripts/{id}"))["status"]!).ShouldBe("ended");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
