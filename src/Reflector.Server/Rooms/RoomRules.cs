using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using Reflector.Server.Http;
using Reflector.Server.Summaries.Templates;
using Reflector.Server.VideoPlatforms;

namespace Reflector.Server.Rooms;

/// <summary>What the values of a room have to keep to.</summary>
internal static class RoomRules
{
    private const int TextLimit = 200;
    private const int UrlLimit = 2000;
    private const int MostDays = 36500;

    /// <exception cref="ApiValidationException">For the first value that cannot be stored.</exception>
    public static void Check(Room room, VideoPlatformRegistry platforms)
    {
        RoomName.Check(room.Name);
        TextRules.Check("zulip_stream", room.ZulipStream, TextLimit);
        TextRules.Check("zulip_topic", room.ZulipTopic, TextLimit);
        TextRules.Check("webhook_secret", room.WebhookSecret, TextLimit);
        SummaryStyleRules.Check("summary_template", room.SummaryTemplate, "summary_prompt", room.SummaryPrompt);
        CheckUrl("webhook_url", room.WebhookUrl);
        CheckUrl("ics_url", room.IcsUrl);
        CheckDays("audio_retention_days", room.AudioRetentionDays);
        CheckDays("retention_days", room.RetentionDays);
        if (room.IcsFetchInterval is < 60 or > 86400)
            throw new ApiValidationException(
                "range",
                ["body", "ics_fetch_interval"],
                "Input should be between 60 and 86400 seconds",
                room.IcsFetchInterval
            );
        if (room.Platform is { } platform && !platforms.Contains(platform))
            throw new ApiValidationException(
                "enum",
                ["body", "platform"],
                $"Input should be one of: {string.Join(", ", platforms.All.Select(known => known.Name))}",
                platform.Length > TextLimit ? null : platform
            );
    }

    /// <summary>32 random bytes, safe in addresses.</summary>
    public static string NewSecret() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    private static void CheckDays(string field, int? days)
    {
        if (days is < 1 or > MostDays)
            throw new ApiValidationException(
                "range",
                ["body", field],
                $"Input should be between 1 and {MostDays} days, or null",
                days
            );
    }

    private static void CheckUrl(string field, string? url)
    {
        TextRules.Check(field, url, UrlLimit);
        if (url is null)
            return;
        var isWeb = Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https";
        if (!isWeb || parsed!.UserInfo.Length > 0)
            throw new ApiValidationException(
                "url_parsing",
                ["body", field],
                "Input should be an http:// or https:// address without a password in it"
            );
    }
}
