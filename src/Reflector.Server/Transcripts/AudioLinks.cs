using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts;
using Reflector.Server.Database;
using Reflector.Server.Http;

namespace Reflector.Server.Transcripts;

/// <summary>
/// Signed addresses of a recording for players that send no cookie. A token holds for one transcript, and only as
/// long as whoever asked for it may read that.
/// </summary>
internal sealed class AudioLinks(ReflectorDb db, IDataProtectionProvider protection, TimeProvider clock)
{
    private const string Nobody = "-";
    private const int TokenLimit = 2000;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    public (string Token, DateTimeOffset ExpiresAt) Create(string transcriptId, Caller caller)
    {
        var expiresAt = clock.GetUtcNow() + Life;
        return (
            Protector(transcriptId).Protect($"{expiresAt.ToUnixTimeSeconds()} {caller.UserId ?? Nobody}"),
            expiresAt
        );
    }

    /// <summary>Whom the token stands for.</summary>
    /// <exception cref="ApiException">401 when it is forged, for another transcript, expired, or its user is gone.</exception>
    public async Task<Caller> ReadAsync(string transcriptId, string token, CancellationToken cancellationToken)
    {
        if (token.Length > TokenLimit)
            throw Invalid();
        string[] parts;
        try
        {
            parts = Protector(transcriptId).Unprotect(token).Split(' ', 2);
        }
        catch (CryptographicException)
        {
            throw Invalid();
        }
        if (long.Parse(parts[0]) <= clock.GetUtcNow().ToUnixTimeSeconds())
            throw Invalid();
        if (parts[1] == Nobody)
            return Caller.Anonymous;
        if (
            parts[1] != Caller.Local.UserId
            && !await db.Users.AnyAsync(user => user.Id == parts[1] && user.DisabledAt == null, cancellationToken)
        )
            throw Invalid();
        return new(parts[1]);
    }

    private IDataProtector Protector(string transcriptId) =>
        protection.CreateProtector("Reflector.AudioLink", transcriptId);

    private static ApiException Invalid() =>
        new(StatusCodes.Status401Unauthorized, "Invalid or expired token")
        {
            Header = new("WWW-Authenticate", "Bearer"),
        };
}

/// <param name="Url">Plays without a cookie.</param>
internal sealed record AudioLink(string Url, DateTimeOffset ExpiresAt);
