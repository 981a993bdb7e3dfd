using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Reflector.Server.VideoPlatforms;

namespace Reflector.Server.Meetings.Recordings;

/// <summary>
/// The platform's ids of a meeting's recordings. They follow from the meeting, so that however many participants ask at
/// once, all ask for the same two recordings.
/// </summary>
internal static class RecordingInstance
{
    private static readonly Guid Namespace = Guid.Parse("a1b2c3d4-e5f6-7890-abcd-ef1234567890");

    /// <summary>Of the composed video the meeting's own id; of the tracks a UUID of version 5 made from its text.</summary>
    public static Guid Of(string meetingId, PlatformRecordingKind kind) =>
        kind is PlatformRecordingKind.Cloud && Guid.TryParse(meetingId, out var id) ? id : Version5(meetingId);

    [SuppressMessage(
        "Security",
        "CA5350",
        Justification = "RFC 9562 makes version 5 with SHA-1; nothing is kept secret."
    )]
    private static Guid Version5(string name)
    {
        var text = Encoding.UTF8.GetBytes(name);
        var input = new byte[16 + text.Length];
        Namespace.TryWriteBytes(input, bigEndian: true, out _);
        text.CopyTo(input, 16);
        var hash = SHA1.HashData(input).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
