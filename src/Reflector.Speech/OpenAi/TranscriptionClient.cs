using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;

namespace Reflector.Speech.OpenAi;

/// <summary>Sends one window to the server and asks again while it is busy.</summary>
internal sealed class TranscriptionClient(HttpClient http, OpenAiSpeechOptions options, TimeProvider time)
{
    /// <exception cref="SpeechException">With a sentence that says what to do.</exception>
    public async Task<TranscriptionAnswer> SendAsync(byte[] wave, string language, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (answer, failure, wait) = await TryAsync(wave, language, cancellationToken);
            if (answer is not null)
                return answer;
            if (attempt >= options.Attempts || wait is null)
                throw failure!;
            await Task.Delay(Delay(attempt, wait.Value), time, cancellationToken);
        }
    }

    /// <summary>An answer, or a failure with the wait that the server asks for (zero: ours), null when it is final.</summary>
    private async Task<(TranscriptionAnswer?, SpeechException?, TimeSpan?)> TryAsync(
        byte[] wave,
        string language,
        CancellationToken cancellationToken
    )
    {
        using var limit = new CancellationTokenSource(options.RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var request = Request(wave, language);
            using var response = await http.SendAsync(request, either.Token);
            var body = await response.Content.ReadAsStringAsync(either.Token);
            if (response.IsSuccessStatusCode)
                return (TranscriptionAnswer.Parse(body, response.Content.Headers.ContentType?.MediaType), null, null);
            return (null, Refused(response.StatusCode, body), RetryAfter(response));
        }
        catch (HttpRequestException e)
        {
            return (null, Unreachable(e), TimeSpan.Zero);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            var seconds = options.RequestTimeout.TotalSeconds;
            return (
                null,
                new($"The transcription server at {options.BaseUrl} gave no answer within {seconds:0} s.", e),
                TimeSpan.Zero
            );
        }
    }

    private HttpRequestMessage Request(byte[] wave, string language)
    {
        var file = new ByteArrayContent(wave);
        file.Headers.ContentType = new("audio/wav");
        var form = new MultipartFormDataContent
        {
            { file, "file", "audio.wav" },
            { new StringContent(options.Model), "model" },
            { new StringContent(language), "language" },
            { new StringContent("verbose_json"), "response_format" },
            { new StringContent("word"), "timestamp_granularities[]" },
            { new StringContent("segment"), "timestamp_granularities[]" },
        };
        var request = new HttpRequestMessage(HttpMethod.Post, options.Endpoint) { Content = form };
        if (!string.IsNullOrEmpty(options.ApiKey))
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
        return request;
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var again = response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout;
        if (!again && (int)response.StatusCode < 500)
            return null;
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : TimeSpan.Zero);
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private TimeSpan Delay(int attempt, TimeSpan asked)
    {
        var jitter = 0.5 + Random.Shared.NextDouble();
        var own = options.FirstRetryDelay * Math.Pow(2, attempt - 1) * jitter;
        // What the server asks for is the least; the jitter keeps many clients from coming back together.
        var wait = asked > TimeSpan.Zero ? asked + own * 0.1 : own;
        return wait < options.LongestRetryDelay ? wait : options.LongestRetryDelay;
    }

    private SpeechException Unreachable(HttpRequestException e)
    {
        var why =
            e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused }
                ? "refuses connections; is it running?"
            : e.HttpRequestError == HttpRequestError.NameResolutionError ? "has an unknown host name."
            : $"cannot be reached: {e.Message}";
        return new($"The transcription server at {options.BaseUrl} {why} Check TRANSCRIPT_URL.", e);
    }

    private SpeechException Refused(HttpStatusCode status, string body)
    {
        var said = Said(body) is { } text ? $" It says: {text}" : "";
        return new(
            status switch
            {
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
                    $"The transcription server at {options.BaseUrl} refuses the API key. Check TRANSCRIPT_API_KEY.{said}",
                HttpStatusCode.NotFound =>
                    $"The transcription server has no {options.Endpoint}, or no model {options.Model}. "
                        + $"Check TRANSCRIPT_URL and TRANSCRIPT_MODEL.{said}",
                HttpStatusCode.RequestEntityTooLarge =>
                    $"The transcription server at {options.BaseUrl} refuses a piece of audio as too large.{said}",
                HttpStatusCode.TooManyRequests =>
                    $"The transcription server at {options.BaseUrl} stays over its rate limit. Try again later.{said}",
                >= HttpStatusCode.InternalServerError =>
                    $"The transcription server at {options.BaseUrl} fails ({(int)status}). Try again later.{said}",
                _ => $"The transcription server at {options.BaseUrl} refuses the request ({(int)status}).{said}",
            }
        )
        {
            IsMisconfigured =
                status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound,
        };
    }

    /// <summary>The message of an error in OpenAI's or FastAPI's form.</summary>
    private static string? Said(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return null;
            var error = root.TryGetProperty("error", out var inner) ? inner : root;
            foreach (var name in new[] { "message", "detail" })
            {
                if (error.ValueKind != JsonValueKind.Object || !error.TryGetProperty(name, out var value))
                    continue;
                if (value.ValueKind == JsonValueKind.String)
                    return Shorten(value.GetString()!);
            }
            return error.ValueKind == JsonValueKind.String ? Shorten(error.GetString()!) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Shorten(string text) => text.Length <= 300 ? text : string.Concat(text.AsSpan(0, 300), "…");
}
