using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Reflector.Server.Database;

namespace Reflector.Server.Recordings;

internal enum TrackKind
{
    CamAudio,
    CamVideo,
    ScreenAudio,
    ScreenVideo,
    Other,
}

/// <summary>One participant's voice or picture in a recording of tracks.</summary>
internal sealed class RecordingTrack
{
    public required string RecordingId { get; init; }

    /// <summary>Order in the recording; of a voice also the speaker's number.</summary>
    public required int Position { get; init; }

    public required string ObjectKey { get; init; }
    public required TrackKind Kind { get; init; }

    /// <summary>The platform's id of the participant's stay.</summary>
    public string? ParticipantId { get; init; }

    /// <summary>As the participant called themself.</summary>
    public string? ParticipantName { get; set; }

    /// <summary>Our user, where the platform was told who it is.</summary>
    public string? UserId { get; set; }

    /// <summary>From the beginning of the recording to the track's.</summary>
    public required double OffsetSeconds { get; init; }

    public required long SizeBytes { get; init; }

    /// <summary>When it was taken out because its participant refused.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    /// <summary>Why it is missing from the transcript: a sentence for its reader.</summary>
    public string? Error { get; set; }

    /// <summary>What a participant said, as opposed to pictures and to what a shared screen played.</summary>
    public bool IsVoice => Kind is TrackKind.CamAudio;
}

internal sealed class RecordingTrackConfiguration : IEntityTypeConfiguration<RecordingTrack>
{
    public void Configure(EntityTypeBuilder<RecordingTrack> builder)
    {
        builder.HasKey(track => new { track.RecordingId, track.Position });
        builder.Property(track => track.Kind).HasApiEnum();
        builder.Ignore(track => track.IsVoice);
    }
}
