using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Configuration;
using Reflector.Server.Database;

namespace Reflector.Server.Accounts.ApiKeys;

/// <summary>Makes API keys and recognises them.</summary>
internal sealed class ApiKeyStore(ReflectorDb db, ReflectorSettings settings, TimeProvider clock)
{
    public const string Header = "X-API-Key";

    /// <summary>How a WebSocket, which browsers open without headers of ours, brings a key: <c>bearer, KEY</c>.</summary>
    public const string Subprotocol = "bearer";

    private const int Size = 48;
    private const int LengthLimit = 200;
    private static readonly TimeSpan UsePrecision = TimeSpan.FromMinutes(1);

    /// <summary>The key of a request, valid or not.</summary>
    public static string? Of(HttpContext context)
    {
        var key = context.Request.Headers[Header].ToString();
        if (key.Length > 0)
            return key;
        var protocols = context.WebSockets.WebSocketRequestedProtocols;
        return protocols.Count == 2 && protocols[0] == Subprotocol ? protocols[1] : null;
    }

    /// <summary>What a WebSocket is answered with; a browser that offered protocols hangs up without an answer.</summary>
    public static string? AcceptedSubprotocol(HttpContext context) =>
        context.WebSockets.WebSocketRequestedProtocols.Contains(Subprotocol) ? Subprotocol : null;

    /// <returns>The row, already stored, and the key to be shown once.</returns>
    public async Task<(UserApiKey Row, string Key)> CreateAsync(
        string userId,
        string? name,
        ApiKeyScope scope,
        CancellationToken cancellationToken
    )
    {
        var key = Secrets.Create(Size);
        var row = new UserApiKey
        {
            Id = Guid.CreateVersion7().ToString(),
            UserId = userId,
            KeyHash = Hash(key),
            Name = name,
            Scope = scope,
            CreatedAt = clock.GetUtcNow(),
        };
        db.UserApiKeys.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        return (row, key);
    }

    /// <summary>The valid key; null for an unknown one, or when its user is gone or disabled.</summary>
    public async Task<UserApiKey?> FindAsync(string key, CancellationToken cancellationToken)
    {
        if (key.Length > LengthLimit)
            return null;
        var hash = Hash(key);
        var found = await db
            .UserApiKeys.AsNoTracking()
            .Where(row => row.KeyHash == hash)
            .Where(row =>
                settings.HasAccounts
                    ? db.Users.Any(user => user.Id == row.UserId && user.DisabledAt == null)
                    : row.UserId == Caller.Local.UserId
            )
            .FirstOrDefaultAsync(cancellationToken);
        var now = clock.GetUtcNow();
        if (found is not null && !(found.LastUsedAt > now - UsePrecision))
            await db
                .UserApiKeys.Where(row => row.Id == found.Id)
                .ExecuteUpdateAsync(row => row.SetProperty(key => key.LastUsedAt, now), cancellationToken);
        return found;
    }

    private string Hash(string key) =>
        settings.SecretKey is { } secret
            ? Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(key)))
            : Secrets.Hash(key);
}
