using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Database;
using Reflector.Server.Http;

namespace Reflector.Server.Accounts.Passwords;

/// <summary>
/// Bounds how often passwords are tried, counted in the database: over all nodes, and across restarts. An attempt
/// counts before it is looked at, so that many at once find no gap; a right password is taken back.
/// </summary>
internal sealed class SignInLimit(ReflectorDb db, TimeProvider clock)
{
    private const int PerAccount = 10;
    private const int PerAddress = 50;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <exception cref="ApiException">429 with <c>Retry-After</c>.</exception>
    public async Task CountAsync(string account, IPAddress? address, CancellationToken cancellationToken)
    {
        await CountAsync(AddressKey(address), PerAddress, cancellationToken);
        await CountAsync(AccountKey(account), PerAccount, cancellationToken);
    }

    /// <summary>The password was right.</summary>
    public Task ForgiveAsync(string account, IPAddress? address, CancellationToken cancellationToken)
    {
        var (accountKey, addressKey) = (AccountKey(account), AddressKey(address));
        return db.Database.ExecuteSqlAsync(
            $"""
            UPDATE sign_in_limit SET attempts = CASE WHEN key = {accountKey} THEN 0 ELSE greatest(attempts - 1, 0) END
            WHERE key IN ({accountKey}, {addressKey})
            """,
            cancellationToken
        );
    }

    private async Task CountAsync(string key, int limit, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var counted = await db
            .Database.SqlQuery<Counted>(
                $"""
                INSERT INTO sign_in_limit AS l (key, attempts, ends_at) VALUES ({key}, 1, {now + Window})
                ON CONFLICT (key) DO UPDATE SET
                    attempts = CASE WHEN l.ends_at <= {now} THEN 1 ELSE least(l.attempts + 1, {limit + 1}) END,
                    ends_at = CASE WHEN l.ends_at <= {now} THEN excluded.ends_at ELSE l.ends_at END
                RETURNING attempts AS "Attempts", ends_at AS "EndsAt"
                """
            )
            .ToListAsync(cancellationToken);
        if (counted[0].Attempts <= limit)
            return;
        var seconds = (int)Math.Ceiling((counted[0].EndsAt - now).TotalSeconds);
        throw new ApiException(
            StatusCodes.Status429TooManyRequests,
            $"Too many attempts: try again in {Math.Max(1, (seconds + 59) / 60)} min"
        )
        {
            Header = new("Retry-After", seconds.ToString(CultureInfo.InvariantCulture)),
        };
    }

    // Somebody's address is nothing to keep in the open.
    private static string AccountKey(string account) => "account " + Secrets.Hash(account);

    /// <summary>A customer of IPv6 has at least a /64 to choose addresses from.</summary>
    private static string AddressKey(IPAddress? address)
    {
        if (address is { IsIPv4MappedToIPv6: true })
            address = address.MapToIPv4();
        if (address is not { AddressFamily: AddressFamily.InterNetworkV6 })
            return $"address {address}";
        return $"network {Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8))}";
    }

    private sealed record Counted(int Attempts, DateTimeOffset EndsAt);
}
