using System.Net;
using System.Net.Http.Headers;
using Reflector.Fakes;
using Reflector.Fakes.Storage;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Recordings;

public sealed class S3StorageTests(PostgresFixture postgres, MadeRecordings recordings)
{
    [Fact]
    public async Task A_recording_is_processed_played_and_deleted_in_a_bucket()
    {
        await using var s3 = await S3Server.StartAsync("fauxqs");
        await using var transcription = await OpenAiTranscriptionServer.StartAsync();
        var settings = ServerFixture.Recognising(transcription);
        settings["STORAGE_BACKEND"] = "s3";
        settings["TRANSCRIPT_STORAGE_AWS_BUCKET_NAME"] = "reflector/meetings";
        settings["TRANSCRIPT_STORAGE_AWS_ENDPOINT_URL"] = s3.Address.ToString();
        settings["TRANSCRIPT_STORAGE_AWS_ACCESS_KEY_ID"] = S3Server.AccessKeyId;
        settings["TRANSCRIPT_STORAGE_AWS_SECRET_ACCESS_KEY"] = S3Server.SecretAccessKey;
        await using var server = await TestServer.StartAsync(postgres, settings);

        var id = await server.TranscribeAsync(recordings.Tones);

        ((string)(await server.GetAsync($"/v1/transcripts/{id}"))["status"]!).ShouldBe("ended");
        Directory.Exists(Path.Combine(server.DataFolder, "storage")).ShouldBeFalse();
        using var whole = await server.Client.GetAsync($"/v1/transcripts/{id}/audio/mp3");
        var audio = await whole.Content.ReadAsByteArrayAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/transcripts/{id}/audio/mp3");
        request.Headers.Range = new RangeHeaderValue(100, 199);
        using var part = await server.Client.SendAsync(request);
        part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await part.Content.ReadAsByteArrayAsync()).ShouldBe(audio[100..200]);

        using var deleted = await server.Client.DeleteAsync($"/v1/transcripts/{id}");
        await deleted.OkAsync();
        await Eventually.TrueAsync(
            async () => (await server.StoredKeysAsync("")).Count == 0,
            TimeSpan.FromSeconds(30),
            "nothing is left in the bucket"
        );
    }
}
