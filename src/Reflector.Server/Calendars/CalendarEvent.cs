using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Reflector.Server.Database;
using Reflector.Server.Meetings;

namespace Reflector.Server.Calendars;

/// <summary>A meeting that a room's calendar announces.</summary>
internal sealed class CalendarEvent
{
    public required string Id { get; init; }
    public required string RoomId { get; init; }

    /// <summary>The calendar's id of it.</summary>
    public required string IcsUid { get; init; }

    public string? Title { get; set; }
    public string? Description { get; set; }
    public DateTimeOffset StartTime { get; set; }
    public DateTimeOffset EndTime { get; set; }
    public IReadOnlyList<Attendee>? Attendees { get; set; }
    public string? Location { get; set; }
    public DateTimeOffset LastSynced { get; set; }
    public bool IsDeleted { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }
}

internal sealed class CalendarEventConfiguration : IEntityTypeConfiguration<CalendarEvent>
{
    public void Configure(EntityTypeBuilder<CalendarEvent> builder) =>
        builder.Property(item => item.Attendees).HasJson();
}
