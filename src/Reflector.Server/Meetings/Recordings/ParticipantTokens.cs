using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Reflector.Server.Meetings.Recordings;

/// <summary>
/// What whoever joins a meeting is given, with an account or without: it shows that they did. It holds for that meeting
/// alone and as long as that may last.
/// </summary>
internal sealed class ParticipantTokens(IDataProtectionProvider protection, TimeProvider clock)
{
    private const int LongestToken = 2000;

    public string Create(Meeting meeting) =>
        Protector(meeting.Id).Protect(meeting.EndDate.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

    public bool IsGood(string meetingId, string? token)
    {
        if (token is null or { Length: > LongestToken })
            return false;
        try
        {
            var expiresAt = long.Parse(Protector(meetingId).Unprotect(token), CultureInfo.InvariantCulture);
            return expiresAt > clock.GetUtcNow().ToUnixTimeSeconds();
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private IDataProtector Protector(string meetingId) =>
        protection.CreateProtector("Reflector.MeetingParticipant", meetingId);
}
