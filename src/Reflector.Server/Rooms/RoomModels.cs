using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Reflector.Server.Rooms;

/// <param name="Platform">Null to follow the settings, now and when they change.</param>
/// <param name="IcsFetchInterval">Seconds.</param>
/// <param name="AudioRetentionDays">Days after which audio is deleted; null as the server's settings say, which also bound it.</param>
/// <param name="RetentionDays">The same for transcripts with everything.</param>
/// <param name="SummaryTemplate">Name of a template of <c>GET /v1/summary-options</c>, or <c>own</c>; null for the general one.</param>
/// <param name="SummaryPrompt">What the summaries should look like, for the template <c>own</c>.</param>
/// <param name="WebhookSecret">Made up when there is an address and no secret.</param>
internal sealed record CreateRoom(
    string Name,
    [property: DefaultValue(false)] bool ZulipAutoPost = false,
    [property: DefaultValue("")] string ZulipStream = "",
    [property: DefaultValue("")] string ZulipTopic = "",
    [property: DefaultValue(false)] bool IsLocked = false,
    RoomMode RoomMode = RoomMode.Normal,
    RecordingType RecordingType = RecordingType.Cloud,
    RecordingTrigger RecordingTrigger = RecordingTrigger.Automatic2ndParticipant,
    [property: DefaultValue(false)] bool IsShared = false,
    string? WebhookUrl = null,
    string? WebhookSecret = null,
    string? Platform = null,
    string? IcsUrl = null,
    [property: DefaultValue(300)] int IcsFetchInterval = 300,
    [property: DefaultValue(false)] bool IcsEnabled = false,
    [property: DefaultValue(false)] bool SkipConsent = false,
    ConsentPolicy ConsentPolicy = ConsentPolicy.DeleteAudio,
    int? AudioRetentionDays = null,
    int? RetentionDays = null,
    string? SummaryTemplate = null,
    string? SummaryPrompt = null
);

/// <summary>What is left out stays as it is; null clears where that means something.</summary>
internal sealed record UpdateRoom
{
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);

    public string? Name { get; init; }
    public bool? ZulipAutoPost { get; init; }
    public string? ZulipStream { get; init; }
    public string? ZulipTopic { get; init; }
    public bool? IsLocked { get; init; }
    public RoomMode? RoomMode { get; init; }
    public RecordingType? RecordingType { get; init; }
    public RecordingTrigger? RecordingTrigger { get; init; }
    public bool? IsShared { get; init; }

    /// <summary>Null for none.</summary>
    public string? WebhookUrl
    {
        get;
        init => field = Give(value);
    }

    /// <summary>Null for a new one.</summary>
    public string? WebhookSecret
    {
        get;
        init => field = Give(value);
    }

    /// <summary>Null to follow the settings.</summary>
    public string? Platform
    {
        get;
        init => field = Give(value);
    }

    /// <summary>Null for none.</summary>
    public string? IcsUrl
    {
        get;
        init => field = Give(value);
    }

    /// <summary>Seconds.</summary>
    public int? IcsFetchInterval { get; init; }

    public bool? IcsEnabled { get; init; }
    public bool? SkipConsent { get; init; }
    public ConsentPolicy? ConsentPolicy { get; init; }

    /// <summary>Days; null as the server's settings say.</summary>
    public int? AudioRetentionDays
    {
        get;
        init => field = Give(value);
    }

    /// <summary>Days; null as the server's settings say.</summary>
    public int? RetentionDays
    {
        get;
        init => field = Give(value);
    }

    /// <summary>Null for the general one.</summary>
    public string? SummaryTemplate
    {
        get;
        init => field = Give(value);
    }

    /// <summary>Null for none.</summary>
    public string? SummaryPrompt
    {
        get;
        init => field = Give(value);
    }

    /// <summary>Whether the property was in the body, be it null.</summary>
    public bool Gives(string property) => _given.Contains(property);

    private T Give<T>(T value, [CallerMemberName] string property = "")
    {
        _given.Add(property);
        return value;
    }
}

/// <param name="Platform">That the next meeting uses.</param>
/// <param name="OwnPlatform">The room's own choice; null while it follows the settings.</param>
/// <param name="IcsUrl">Shown to the owner only.</param>
/// <param name="IcsFetchInterval">Seconds.</param>
/// <param name="SummaryPrompt">Shown to the owner only.</param>
/// <param name="Live">What goes on in it now.</param>
internal record RoomView(
    string Id,
    string Name,
    string UserId,
    DateTimeOffset CreatedAt,
    bool ZulipAutoPost,
    string ZulipStream,
    string ZulipTopic,
    bool IsLocked,
    RoomMode RoomMode,
    RecordingType RecordingType,
    RecordingTrigger RecordingTrigger,
    bool IsShared,
    string? IcsUrl,
    int IcsFetchInterval,
    bool IcsEnabled,
    DateTimeOffset? IcsLastSync,
    string? IcsLastEtag,
    string Platform,
    string? OwnPlatform,
    bool SkipConsent,
    ConsentPolicy ConsentPolicy,
    int? AudioRetentionDays,
    int? RetentionDays,
    string? SummaryTemplate,
    string? SummaryPrompt,
    RoomLive Live
);

internal sealed record RoomDetails : RoomView
{
    public RoomDetails(RoomView room)
        : base(room) { }

    /// <summary>Shown to the owner only.</summary>
    public string? WebhookUrl { get; init; }

    /// <summary>Shown to the owner only.</summary>
    public string? WebhookSecret { get; init; }
}

/// <param name="Meetings">Open ones.</param>
/// <param name="Participants">People in them.</param>
internal sealed record RoomLive(int Meetings, int Participants, bool IsRecording)
{
    public static RoomLive Quiet { get; } = new(0, 0, false);
}
