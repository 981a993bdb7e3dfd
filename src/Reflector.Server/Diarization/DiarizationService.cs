using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reflector.Server.Configuration;
using Reflector.Speech.Diarization;

namespace Reflector.Server.Diarization;

/// <summary>What services for telling voices apart have in common: a bounded time, a second and third try, a sentence.</summary>
internal abstract class DiarizationService(IHttpClientFactory clients, ReflectorSettings settings, TimeProvider clock)
    : IDiarizer
{
    private const int Attempts = 3;
    private const int LongestAnswer = 64 << 20;
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    public string? Missing => null;

    protected ReflectorSettings Settings => settings;

    protected Uri Address(string path) => new($"{settings.DiarizationUrl!.TrimEnd('/')}/{path}");

    public async Task<IReadOnlyList<SpeakerTurn>> DiarizeAsync(
        DiarizedRecording recording,
        IProgress<double> progress,
        CancellationToken cancellationToken
    )
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(settings.DiarizationFileTimeout), clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await AskAsync(recording, both.Token);
                }
                catch (PassingFailureException) when (attempt < Attempts)
                {
                    await Task.Delay(Wait * attempt, clock, both.Token);
                }
                catch (PassingFailureException exception)
                {
                    throw new DiarizationException(exception.Message, exception);
                }
            }
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DiarizationException(
                $"The service that tells voices apart gave no answer within {settings.DiarizationFileTimeout} s.",
                exception
            );
        }
    }

    /// <summary>Made anew for every attempt.</summary>
    protected abstract Task<HttpRequestMessage> RequestAsync(
        DiarizedRecording recording,
        CancellationToken cancellationToken
    );

    /// <exception cref="JsonException">It is not what the service documents.</exception>
    protected abstract IReadOnlyList<SpeakerTurn> Read(JsonNode answer);

    private async Task<IReadOnlyList<SpeakerTurn>> AskAsync(
        DiarizedRecording recording,
        CancellationToken cancellationToken
    )
    {
        using var request = await RequestAsync(recording, cancellationToken);
        if (!string.IsNullOrEmpty(settings.DiarizationApiKey))
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.DiarizationApiKey);
        try
        {
            using var response = await clients
                .CreateClient(DiarizationServices.HttpClientName)
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!response.IsSuccessStatusCode)
                throw Refused(response.StatusCode);
            await response.Content.LoadIntoBufferAsync(LongestAnswer, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            return Clean(Read(JsonNode.Parse(body) ?? throw new JsonException("null")));
        }
        catch (Exception exception)
            when (exception is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new DiarizationException(
                "The service that tells voices apart answered something that is not understood. Check DIARIZATION_BACKEND and DIARIZATION_URL.",
                exception
            );
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new PassingFailureException(
                "The service that tells voices apart cannot be reached. Check DIARIZATION_URL.",
                exception
            );
        }
    }

    private static Exception Refused(HttpStatusCode status) =>
        status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new DiarizationException(
                "The service that tells voices apart refuses the key. Check DIARIZATION_API_KEY."
            ),
            HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError =>
                new PassingFailureException(
                    $"The service that tells voices apart failed (status {(int)status}).",
                    null
                ),
            _ => new DiarizationException($"The service that tells voices apart refused (status {(int)status})."),
        };

    private static SpeakerTurn[] Clean(IReadOnlyList<SpeakerTurn> turns) =>
        [
            .. turns.Where(turn =>
                double.IsFinite(turn.Start) && double.IsFinite(turn.End) && turn.Start >= 0 && turn.End > turn.Start
            ),
        ];

    /// <summary>A number, or one in a string, as some servers write it.</summary>
    protected static double Number(JsonNode? node) =>
        node?.GetValueKind() is JsonValueKind.String
            ? double.Parse((string)node!, System.Globalization.CultureInfo.InvariantCulture)
            : (double?)node ?? throw new JsonException("a time is missing");

    private sealed class PassingFailureException(string message, Exception? inner) : Exception(message, inner);
}
