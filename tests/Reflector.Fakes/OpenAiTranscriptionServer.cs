using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Reflector.Fakes.Speech;

namespace Reflector.Fakes;

/// <summary>How much a transcription server tells.</summary>
public enum TranscriptionForm
{
    /// <summary>Words at the top, called <c>word</c>, without punctuation, as OpenAI answers.</summary>
    Words,

    /// <summary>Words inside the segments, called <c>text</c>.</summary>
    WordsInSegments,

    Segments,

    /// <summary>JSON with the text alone, as a server answers that ignores <c>verbose_json</c>.</summary>
    TextOnly,

    PlainText,
}

/// <summary>A request as the server received it.</summary>
public sealed record TranscriptionRequest(IReadOnlyDictionary<string, string> Fields, double Seconds);

/// <summary>A refusal that comes before the next answers.</summary>
public sealed record TranscriptionRefusal(int Status, string Message, int? RetryAfterSeconds = null);

/// <summary>
/// Speaks OpenAI's <c>POST /v1/audio/transcriptions</c> over real HTTP and understands <see cref="ToneSpeech"/>. Errors
/// have OpenAI's form.
/// </summary>
public sealed class OpenAiTranscriptionServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<TranscriptionRefusal> _refusals = new();
    private readonly ConcurrentQueue<TranscriptionRequest> _requests = new();

    private OpenAiTranscriptionServer(WebApplication app) => _app = app;

    public Uri BaseUrl { get; private set; } = null!;

    public string? ApiKey { get; set; }

    public string Model { get; set; } = "whisper-1";

    public TranscriptionForm Form { get; set; } = TranscriptionForm.Words;

    /// <summary>Body given with status 200 instead of an answer.</summary>
    public string? Nonsense { get; set; }

    /// <summary>Never answers while set.</summary>
    public bool Hangs { get; set; }

    /// <summary>Awaited before each answer.</summary>
    public Func<Task>? Before { get; set; }

    public IReadOnlyCollection<TranscriptionRequest> Requests => _requests;

    public void RefuseNext(params IEnumerable<TranscriptionRefusal> refusals)
    {
        foreach (var refusal in refusals)
            _refusals.Enqueue(refusal);
    }

    public static async Task<OpenAiTranscriptionServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 25 << 20);
        var app = builder.Build();
        var server = new OpenAiTranscriptionServer(app);
        app.MapPost("/v1/audio/transcriptions", server.TranscribeAsync);
        app.MapFallback(() => Error(404, "Invalid URL"));
        await app.StartAsync();
        server.BaseUrl = new(app.Urls.First());
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task<IResult> TranscribeAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
            return Error(400, "multipart/form-data is expected");
        var form = await request.ReadFormAsync(cancellationToken);
        if (form.Files.GetFile("file") is not { } file)
            return Error(400, "field required: file");
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancellationToken);
        var samples = WaveFile.Parse(bytes.ToArray(), file.FileName);
        var fields = form.ToDictionary(field => field.Key, field => field.Value.ToString());
        _requests.Enqueue(new(fields, (double)samples.Length / WaveFile.SampleRate));
        if (Hangs)
            await Task.Delay(Timeout.Infinite, cancellationToken);
        if (Before is not null)
            await Before().WaitAsync(cancellationToken);
        if (_refusals.TryDequeue(out var refusal))
        {
            if (refusal.RetryAfterSeconds is { } seconds)
                request.HttpContext.Response.Headers.RetryAfter = $"{seconds}";
            return Error(refusal.Status, refusal.Message);
        }
        if (ApiKey is not null && request.Headers.Authorization != $"Bearer {ApiKey}")
            return Error(401, "Incorrect API key provided");
        if (fields.GetValueOrDefault("model") != Model)
            return Error(404, $"The model '{fields.GetValueOrDefault("model")}' does not exist");
        if (fields.ContainsKey("timestamp_granularities[]") && fields["response_format"] != "verbose_json")
            return Error(400, "timestamp_granularities needs response_format verbose_json");
        return Nonsense is not null
            ? Results.Text(Nonsense, "text/html")
            : Answer(ToneSpeech.Understand(samples), samples.Length);
    }

    private IResult Answer(IReadOnlyList<SpokenWord> words, int samples)
    {
        var text = string.Join(' ', words.Select(word => word.Text + ","));
        var duration = (double)samples / WaveFile.SampleRate;
        object Segment(object? timed) =>
            new
            {
                id = 0,
                start = words.Count > 0 ? words[0].Start : 0,
                end = words.Count > 0 ? words[^1].End : 0,
                text = " " + text,
                words = timed,
            };
        var bare = words.Select(word => new
        {
            word = word.Text,
            start = word.Start,
            end = word.End,
        });
        var inside = words.Select(word => new
        {
            text = " " + word.Text + ",",
            start = word.Start,
            end = word.End,
        });
        const string task = "transcribe";
        return Form switch
        {
            TranscriptionForm.Words => Results.Json(
                new
                {
                    task,
                    duration,
                    text,
                    words = bare,
                }
            ),
            TranscriptionForm.WordsInSegments => Results.Json(
                new
                {
                    task,
                    duration,
                    text,
                    segments = new[] { Segment(inside) },
                }
            ),
            TranscriptionForm.Segments => Results.Json(
                new
                {
                    task,
                    duration,
                    text,
                    segments = new[] { Segment(null) },
                }
            ),
            TranscriptionForm.TextOnly => Results.Json(new { text }),
            _ => Results.Text(text),
        };
    }

    private static IResult Error(int status, string message) =>
        Results.Json(
            new
            {
                error = new
                {
                    message,
                    type = "invalid_request_error",
                    code = (string?)null,
                },
            },
            statusCode: status
        );
}
