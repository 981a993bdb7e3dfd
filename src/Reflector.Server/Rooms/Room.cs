using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Reflector.Server.Database;

namespace Reflector.Server.Rooms;

/// <summary>How many people the room is for.</summary>
internal enum RoomMode
{
    /// <summary>Up to four.</summary>
    Normal,
    Group,
}

internal enum RecordingType
{
    None,

    /// <summary>By a participant, on their own machine.</summary>
    Local,

    /// <summary>By the video platform.</summary>
    Cloud,
}

internal enum RecordingTrigger
{
    None,
    Prompt,
    Automatic,

    [JsonStringEnumMemberName("automatic-2nd-participant")]
    Automatic2ndParticipant,
}

/// <summary>What a "no" to keeping one's audio means.</summary>
internal enum ConsentPolicy
{
    /// <summary>All audio of the meeting is deleted when its transcript is made.</summary>
    [JsonStringEnumMemberName("delete_audio")]
    DeleteAudio,

    /// <summary>Of a recording of tracks, the refuser's is deleted before it is transcribed, and the others are kept.</summary>
    [JsonStringEnumMemberName("leave_out")]
    LeaveOut,
}

/// <summary>An address that people meet at, again and again.</summary>
internal sealed class Room
{
    public required string Id { get; init; }

    /// <summary>Part of its address: <see cref="Rooms.RoomName"/>.</summary>
    public required string Name { get; set; }

    /// <summary>Owner.</summary>
    public required string UserId { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
    public bool ZulipAutoPost { get; set; }
    public string ZulipStream { get; set; } = "";
    public string ZulipTopic { get; set; } = "";
    public bool IsLocked { get; set; }
    public RoomMode RoomMode { get; set; }
    public RecordingType RecordingType { get; set; }
    public RecordingTrigger RecordingTrigger { get; set; }

    /// <summary>Everybody with an account sees it and what was recorded in it.</summary>
    public bool IsShared { get; set; }

    public string? WebhookUrl { get; set; }
    public string? WebhookSecret { get; set; }

    /// <summary>Address of a calendar; whoever knows it can read the calendar.</summary>
    public string? IcsUrl { get; set; }

    /// <summary>Seconds.</summary>
    public int IcsFetchInterval { get; set; }

    public bool IcsEnabled { get; set; }
    public DateTimeOffset? IcsLastSync { get; set; }
    public string? IcsLastEtag { get; set; }

    /// <summary>Null to follow the settings.</summary>
    public string? Platform { get; set; }

    /// <summary>Nobody is asked whether their audio may be kept.</summary>
    public bool SkipConsent { get; set; }

    public ConsentPolicy ConsentPolicy { get; set; }

    /// <summary>After how many days audio is deleted; null as the settings say, which also bound it.</summary>
    public int? AudioRetentionDays { get; set; }

    /// <summary>After how many days transcripts are deleted with everything; null as the settings say, which also bound it.</summary>
    public int? RetentionDays { get; set; }

    /// <summary>Name of the template of its summaries; null for the general one.</summary>
    public string? SummaryTemplate { get; set; }

    /// <summary>The owner's own wishes, for the template that is named so.</summary>
    public string? SummaryPrompt { get; set; }
}

internal sealed class RoomConfiguration : IEntityTypeConfiguration<Room>
{
    public void Configure(EntityTypeBuilder<Room> builder)
    {
        builder.Property(room => room.RoomMode).HasApiEnum();
        builder.Property(room => room.RecordingType).HasApiEnum();
        builder.Property(room => room.RecordingTrigger).HasApiEnum();
        builder.Property(room => room.ConsentPolicy).HasApiEnum();
    }
}
