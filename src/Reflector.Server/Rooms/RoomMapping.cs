using Reflector.Server.Accounts;
using Reflector.Server.VideoPlatforms;

namespace Reflector.Server.Rooms;

internal static class RoomMapping
{
    /// <summary>The room as the caller may see it: its secrets are for its owner.</summary>
    public static RoomDetails ToDetails(this Room room, Caller caller, PlatformSelection selection, RoomLive live)
    {
        var isOwner = room.IsOwnedBy(caller);
        return new(room.ToView(caller, selection, live))
        {
            WebhookUrl = isOwner ? room.WebhookUrl : null,
            WebhookSecret = isOwner ? room.WebhookSecret : null,
        };
    }

    public static RoomView ToView(this Room room, Caller caller, PlatformSelection selection, RoomLive live)
    {
        var isOwner = room.IsOwnedBy(caller);
        return new(
            room.Id,
            room.Name,
            room.UserId,
            room.CreatedAt,
            room.ZulipAutoPost,
            room.ZulipStream,
            room.ZulipTopic,
            room.IsLocked,
            room.RoomMode,
            room.RecordingType,
            room.RecordingTrigger,
            room.IsShared,
            isOwner ? room.IcsUrl : null,
            room.IcsFetchInterval,
            room.IcsEnabled,
            room.IcsLastSync,
            isOwner ? room.IcsLastEtag : null,
            selection.For(room),
            room.Platform,
            room.SkipConsent,
            room.ConsentPolicy,
            room.AudioRetentionDays,
            room.RetentionDays,
            room.SummaryTemplate,
            isOwner ? room.SummaryPrompt : null,
            live
        );
    }
}
