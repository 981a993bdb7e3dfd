using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Reflector.Server.VideoPlatforms.Http;

/// <summary>When a call is repeated, and when a platform that fails is left alone for a while.</summary>
internal static class PlatformPipeline
{
    private static readonly ResiliencePropertyKey<bool> IsRepeatable = new("repeatable");
    private static readonly ResiliencePropertyKey<Func<TimeSpan>> TimeLeft = new("time-left");

    public static void Describe(ResilienceContext context, PlatformCall call, Func<TimeSpan> timeLeft)
    {
        context.Properties.Set(IsRepeatable, call.IsRepeatable);
        context.Properties.Set(TimeLeft, timeLeft);
    }

    public static ResiliencePipeline<PlatformAnswer> Build(PlatformCallLimits limits, TimeProvider clock) =>
        new ResiliencePipelineBuilder<PlatformAnswer> { TimeProvider = clock }
            .AddRetry(
                new RetryStrategyOptions<PlatformAnswer>
                {
                    MaxRetryAttempts = limits.Repetitions,
                    Delay = limits.Delay,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    ShouldHandle = arguments => ValueTask.FromResult(MayRepeat(arguments.Context, arguments.Outcome)),
                    DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Result?.RetryAfter),
                }
            )
            .AddCircuitBreaker(
                new CircuitBreakerStrategyOptions<PlatformAnswer>
                {
                    FailureRatio = 0.5,
                    SamplingDuration = TimeSpan.FromSeconds(30),
                    MinimumThroughput = limits.AttemptsBeforeBreak,
                    BreakDuration = limits.Break,
                    ShouldHandle = arguments =>
                        ValueTask.FromResult(
                            arguments.Outcome is { Exception: CallFailure } or { Result.Status: >= 500 }
                        ),
                }
            )
            .Build();

    private static bool MayRepeat(ResilienceContext context, Outcome<PlatformAnswer> outcome)
    {
        var isRepeatable = context.Properties.GetValue(IsRepeatable, false);
        return outcome switch
        {
            { Exception: CallFailure { Kind: CallFailureKind.Unreachable } } => true,
            { Exception: CallFailure { Kind: CallFailureKind.Broken } } => isRepeatable,
            // Refused before anything was done, so that even what must not be done twice may be asked again.
            { Result: { Status: 429, RetryAfter: var wait } } => (wait ?? TimeSpan.Zero)
                < context.Properties.GetValue(TimeLeft, () => TimeSpan.Zero)(),
            { Result.Status: 500 or 502 or 503 or 504 } => isRepeatable,
            _ => false,
        };
    }
}
