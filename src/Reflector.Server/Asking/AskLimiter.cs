using System.Threading.RateLimiting;
using Reflector.Server.Configuration;
using Reflector.Server.Http;

namespace Reflector.Server.Asking;

/// <summary>How much one person may ask, in this process.</summary>
internal sealed class AskLimiter(ReflectorSettings settings) : IDisposable
{
    private const int OpenAtOnce = 3;

    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<string, string>(person =>
            RateLimitPartition.GetSlidingWindowLimiter(
                person,
                _ =>
                    new()
                    {
                        PermitLimit = settings.AskPerMinute,
                        Window = TimeSpan.FromMinutes(1),
                        SegmentsPerWindow = 6,
                    }
            )
        ),
        PartitionedRateLimiter.Create<string, string>(person =>
            RateLimitPartition.GetConcurrencyLimiter(person, _ => new() { PermitLimit = OpenAtOnce })
        )
    );

    /// <returns>To be disposed of when the answer has ended.</returns>
    /// <exception cref="ApiException">429.</exception>
    public IDisposable Enter(string person)
    {
        var lease = _limiter.AttemptAcquire(person);
        if (lease.IsAcquired)
            return lease;
        lease.Dispose();
        throw new ApiException(
            StatusCodes.Status429TooManyRequests,
            "That were many questions at once: wait a moment and ask again"
        );
    }

    public void Dispose() => _limiter.Dispose();
}
