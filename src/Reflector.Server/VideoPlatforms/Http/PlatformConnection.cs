using System.Text.Json;
using Polly;
using Polly.CircuitBreaker;

namespace Reflector.Server.VideoPlatforms.Http;

/// <summary>
/// Asks one platform: in bounded time, again where that is safe, and not at all for a while when it keeps failing.
/// Whatever goes wrong is a <see cref="VideoPlatformException"/> in our words; the platform's own are never shown.
/// </summary>
/// <param name="label">As people call the platform.</param>
/// <param name="client">With base address and key.</param>
internal sealed partial class PlatformConnection(
    string label,
    Func<HttpClient> client,
    PlatformCallLimits limits,
    TimeProvider clock,
    ILogger<PlatformConnection> logger
)
{
    private readonly ResiliencePipeline<PlatformAnswer> _pipeline = PlatformPipeline.Build(limits, clock);

    /// <summary>Any answer that is one: success, redirect, refusal, failure.</summary>
    public async Task<PlatformAnswer> SendAsync(PlatformCall call, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        using var limit = new CancellationTokenSource(limits.Total, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var context = ResilienceContextPool.Shared.Get(both.Token);
        PlatformPipeline.Describe(context, call, () => limits.Total - clock.GetElapsedTime(started));
        try
        {
            return await _pipeline.ExecuteAsync(
                (context, state) => AttemptAsync(state, limit.Token, context.CancellationToken),
                context,
                call
            );
        }
        catch (CallFailure failure)
        {
            LogFailed(label, call.Method, failure.Kind, failure.InnerException?.GetType().Name);
            throw PlatformRefusal.Of(label, failure);
        }
        catch (BrokenCircuitException exception)
        {
            throw PlatformRefusal.LeftAlone(label, exception);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw PlatformRefusal.Of(label, new CallFailure(CallFailureKind.Silent));
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>A successful answer.</summary>
    /// <exception cref="VideoPlatformException">It is not one.</exception>
    public async Task<PlatformAnswer> AskAsync(PlatformCall call, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(call, cancellationToken);
        return answer.IsSuccess ? answer : throw Refused(call, answer);
    }

    /// <summary>What the platform answered in JSON.</summary>
    public async Task<T> AskAsync<T>(
        PlatformCall call,
        JsonSerializerOptions json,
        CancellationToken cancellationToken
    ) => Read<T>(call, await AskAsync(call, cancellationToken), json);

    /// <exception cref="VideoPlatformException">The body is not what the platform documents.</exception>
    public T Read<T>(PlatformCall call, PlatformAnswer answer, JsonSerializerOptions json)
    {
        try
        {
            if (JsonSerializer.Deserialize<T>(answer.Body, json) is { } value)
                return value;
        }
        catch (JsonException exception)
        {
            LogNotUnderstood(label, call.Method, answer.Status, exception.Path);
            throw PlatformRefusal.NotUnderstood(label, exception);
        }
        LogNotUnderstood(label, call.Method, answer.Status, "$");
        throw PlatformRefusal.NotUnderstood(label);
    }

    /// <summary>What is thrown for an answer that is no success.</summary>
    public VideoPlatformException Refused(PlatformCall call, PlatformAnswer answer)
    {
        LogRefused(label, call.Method, answer.Status, AnswerReader.ErrorType(answer));
        return PlatformRefusal.Of(label, answer);
    }

    private async ValueTask<PlatformAnswer> AttemptAsync(
        PlatformCall call,
        CancellationToken limit,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using var request = new HttpRequestMessage(call.Method, call.Path) { Content = call.Content?.Invoke() };
            using var response = await client()
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return await AnswerReader.ReadAsync(response, limits.AnswerBytes, clock.GetUtcNow(), cancellationToken);
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested)
        {
            throw new CallFailure(CallFailureKind.Silent, exception);
        }
        catch (HttpRequestException exception)
        {
            var isUnreachable =
                exception.HttpRequestError
                is HttpRequestError.NameResolutionError
                    or HttpRequestError.ConnectionError
                    or HttpRequestError.SecureConnectionError
                    or HttpRequestError.ProxyTunnelError;
            throw new CallFailure(isUnreachable ? CallFailureKind.Unreachable : CallFailureKind.Broken, exception);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw new CallFailure(CallFailureKind.Broken, exception);
        }
    }

    [LoggerMessage(3201, LogLevel.Warning, "{Platform} failed at {Method}: {Kind} {Error}")]
    private partial void LogFailed(string platform, HttpMethod method, CallFailureKind kind, string? error);

    [LoggerMessage(3202, LogLevel.Warning, "{Platform} answered {Method} with {Status} {Type}")]
    private partial void LogRefused(string platform, HttpMethod method, int status, string type);

    [LoggerMessage(
        3203,
        LogLevel.Warning,
        "{Platform} answered {Method} with {Status} and not as documented, at {Path}"
    )]
    private partial void LogNotUnderstood(string platform, HttpMethod method, int status, string? path);
}
