using System.ComponentModel.DataAnnotations;

namespace Reflector.Server.Configuration;

internal sealed partial class ReflectorSettings
{
    [Setting(
        "ROOM_TRANSCRIPT_SHARE_MODE",
        "Who reads transcripts of meetings in rooms at first: `private` (the room's owner), `semi-private` (everybody with an account) or `public` (anybody, as Reflector had it before).",
        DefaultText = "private; semi-private in shared rooms"
    )]
    [AllowedValues(null, "private", "semi-private", "public")]
    public string? RoomTranscriptShareMode { get; init; }
}
