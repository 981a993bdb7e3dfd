using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Reflector.Fakes;
using Reflector.Server.Tests.Database;
using Reflector.Server.Tests.Hosting;

namespace Reflector.Server.Tests.Pipelines;

/// <summary>Mixed recordings whose voices a service tells apart, over real HTTP.</summary>
public sealed class DiarizationTests(PostgresFixture postgres, MadeRecordings recordings)
{
    private const string Turns = """
        {"diarization":[{"start":0,"end":1.7,"speaker":7},{"start":1.7,"end":"2.7","speaker":3},{"start":2.7,"end":9,"speaker":7}]}
        """;

    private Uri? _server;

    [Theory]
    [InlineData("pyannote")]
    [InlineData("modal")]
    public async Task A_service_that_fetches_the_audio_says_who_speaks(string backend)
    {
        byte[] fetched = [];
        await using var service = await ServiceAsync(async context =>
        {
            using var http = new HttpClient(new SocketsHttpHandler());
            // The tests' server is on a port of its own, which its settings do not know.
            var address = new Uri(context.Request.Query["audio_file_url"].ToString());
            fetched = await http.GetByteArrayAsync(new Uri(_server!, address.PathAndQuery));
            await context.Response.WriteAsync(Turns);
        });
        var (text, note) = await TranscribeAsync(backend, service);

        note.ShouldBeNull();
        text.ShouldBe("Speaker 0: alpha,\nSpeaker 1: bravo,\nSpeaker 0: charlie,");
        fetched.Length.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public async Task An_OpenAI_compatible_service_says_who_speaks()
    {
        IFormCollection? form = null;
        await using var service = await ServiceAsync(async context =>
        {
            form = await context.Request.ReadFormAsync();
            await context.Response.WriteAsync(
                """{"task":"transcribe","segments":[{"start":0,"end":1.7,"speaker":"A","text":"x"},{"start":1.7,"end":9,"speaker":"B","text":"y"}]}"""
            );
        });

        var (text, note) = await TranscribeAsync("openai", service);

        note.ShouldBeNull();
        text.ShouldBe("Speaker 0: alpha,\nSpeaker 1: bravo, charlie,");
        form!["response_format"].ToString().ShouldBe("diarized_json");
        form.Files.Single().Length.ShouldBeGreaterThan(1000);
    }

    [Theory]
    [InlineData(401, "{}", "refuses the key")]
    [InlineData(500, "{}", "failed (status 500)")]
    [InlineData(200, "<html>", "not understood")]
    [InlineData(200, """{"diarization":[{"start":"x"}]}""", "not understood")]
    public async Task Whatever_the_service_does_the_transcript_is_made(int status, string body, string why)
    {
        await using var service = await ServiceAsync(async context =>
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsync(body);
        });

        var (text, note) = await TranscribeAsync("pyannote", service);

        text.ShouldBe("Speaker 0: alpha, bravo, charlie,");
        note.ShouldNotBeNull().ShouldContain(why);
    }

    private static async Task<WebApplication> ServiceAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/diarize", answer);
        app.MapPost("/audio/transcriptions", answer);
        await app.StartAsync();
        return app;
    }

    private async Task<(string Text, string? Note)> TranscribeAsync(string backend, WebApplication service)
    {
        await using var transcription = await OpenAiTranscriptionServer.StartAsync();
        var settings = ServerFixture.Recognising(transcription);
        settings["DIARIZATION_BACKEND"] = backend;
        settings["DIARIZATION_URL"] = service.Urls.First();
        await using var server = await TestServer.StartAsync(postgres, settings);
        _server = server.Address;
        var id = await server.TranscribeAsync(recordings.Tones);
        var stage = (await server.GetAsync($"/v1/transcripts/{id}/pipeline")).Stage("diarize");
        return ((string)(await server.GetAsync($"/v1/transcripts/{id}"))["transcript"]!, (string?)stage["note"]);
    }
}
