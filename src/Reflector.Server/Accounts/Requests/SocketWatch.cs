using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Database;

namespace Reflector.Server.Accounts.Requests;

/// <summary>
/// A WebSocket outlives the request that opened it: this looks every few seconds whether the session or the API key
/// still holds, and cuts the connection when it does not.
/// </summary>
internal sealed class SocketWatch(
    IDbContextFactory<ReflectorDb> databases,
    TimeProvider clock,
    ILogger<SocketWatch> logger
) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<HttpContext, Proof> _open = new();

    /// <summary>Watches until disposed of.</summary>
    public IDisposable Watch(HttpContext context, Proof proof)
    {
        _open[context] = proof;
        return new Watched(_open, context);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                await CutAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                logger.LogWarning(exception, "Open connections could not be checked; the next look is soon");
            }
        }
    }

    private async Task CutAsync(CancellationToken cancellationToken)
    {
        if (_open.IsEmpty)
            return;
        var open = _open.ToArray();
        var stamps = open.Select(pair => pair.Value.Stamp).OfType<string>().Distinct().ToList();
        var keys = open.Select(pair => pair.Value.KeyId).OfType<string>().Distinct().ToList();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var holding = await db
            .Users.Where(user => user.DisabledAt == null && stamps.Contains(user.SecurityStamp))
            .Select(user => user.SecurityStamp)
            .Concat(
                db.UserApiKeys.Where(key =>
                        keys.Contains(key.Id) && !db.Users.Any(user => user.Id == key.UserId && user.DisabledAt != null)
                    )
                    .Select(key => key.Id)
            )
            .ToHashSetAsync(cancellationToken);
        foreach (var (context, _) in open.Where(pair => !holding.Contains(pair.Value.Value)))
            context.Abort();
    }

    private sealed class Watched(ConcurrentDictionary<HttpContext, Proof> open, HttpContext context) : IDisposable
    {
        public void Dispose() => open.TryRemove(context, out _);
    }
}

/// <summary>What lets a caller in: the security stamp of a session, or the id of an API key.</summary>
internal sealed record Proof(string? Stamp, string? KeyId)
{
    public string Value => Stamp ?? KeyId!;
}
