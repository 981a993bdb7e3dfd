using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Reflector.Server.Database;
using Reflector.Server.Rooms;
using Reflector.Server.VideoPlatforms;

namespace Reflector.Server.Meetings;

/// <summary>One coming together in a room. It outlives the room: consent and recordings hang on it.</summary>
internal sealed class Meeting
{
    /// <summary>The video platform's.</summary>
    public required string Id { get; init; }

    /// <summary>The video platform's name of its room.</summary>
    public required string RoomName { get; init; }

    public required string RoomUrl { get; init; }

    /// <summary>Makes whoever opens it a host: for the owner only.</summary>
    public required string HostRoomUrl { get; init; }

    public required DateTimeOffset StartDate { get; init; }
    public required DateTimeOffset EndDate { get; init; }

    /// <summary>Null when the room was deleted.</summary>
    public string? RoomId { get; init; }

    public required bool IsLocked { get; init; }
    public required RoomMode RoomMode { get; init; }
    public required RecordingType RecordingType { get; init; }
    public required RecordingTrigger RecordingTrigger { get; init; }
    public required bool SkipConsent { get; init; }

    /// <summary>The room's when the meeting began.</summary>
    public ConsentPolicy ConsentPolicy { get; init; }

    public required string Platform { get; init; }

    /// <summary>People in it.</summary>
    public int NumClients { get; set; }

    /// <summary>When the platform counted <see cref="NumClients"/>; an older count never replaces a newer one.</summary>
    public DateTimeOffset? CountedAt { get; set; }

    /// <summary>Since when the platform records it; null while it does not, or does not tell.</summary>
    public DateTimeOffset? RecordingSince { get; set; }

    /// <summary>Of the newest word on <see cref="RecordingSince"/>; an older one never replaces it.</summary>
    public DateTimeOffset? RecordingToldAt { get; set; }

    public bool IsActive { get; set; } = true;

    /// <summary>When the owner ended it for everybody.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>When it was last looked at whether somebody is still in it.</summary>
    public DateTimeOffset? CheckedAt { get; set; }

    public string? CalendarEventId { get; init; }
    public CalendarMetadata? CalendarMetadata { get; init; }

    /// <summary>Since when it is deleted. The row stays a while: what was recorded in it may arrive later.</summary>
    public DateTimeOffset? DeletedAt { get; set; }

    public PlatformMeeting AtPlatform => new(Id, RoomName, RoomUrl);
}

/// <summary>What the calendar said when the meeting was made for an event.</summary>
internal sealed record CalendarMetadata(string? Title, string? Description, IReadOnlyList<Attendee>? Attendees);

internal sealed record Attendee(string? Email, string? Name, string? Status, string? Role);

internal sealed class MeetingConfiguration : IEntityTypeConfiguration<Meeting>
{
    public void Configure(EntityTypeBuilder<Meeting> builder)
    {
        builder.Property(meeting => meeting.RoomMode).HasApiEnum();
        builder.Property(meeting => meeting.RecordingType).HasApiEnum();
        builder.Property(meeting => meeting.RecordingTrigger).HasApiEnum();
        builder.Property(meeting => meeting.ConsentPolicy).HasApiEnum();
        builder.Property(meeting => meeting.CalendarMetadata).HasJson();
        builder.Ignore(meeting => meeting.AtPlatform);
    }
}
