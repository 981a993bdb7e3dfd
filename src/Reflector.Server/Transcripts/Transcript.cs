using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Reflector.Server.Database;
using Reflector.Server.Summaries;

namespace Reflector.Server.Transcripts;

internal enum TranscriptStatus
{
    Idle,
    Uploaded,
    Recording,
    Processing,
    Error,
    Ended,
}

internal enum ShareMode
{
    Private,
    SemiPrivate,
    Public,
}

internal enum SourceKind
{
    Live,
    File,
    Room,
}

internal sealed class Transcript
{
    public required string Id { get; init; }

    /// <summary>Owner; null for one made by somebody without an account.</summary>
    public string? UserId { get; init; }

    public required string Name { get; set; }
    public TranscriptStatus Status { get; set; }
    public bool Locked { get; set; }

    /// <summary>Milliseconds.</summary>
    public double DurationMs { get; set; }

    public string? Title { get; set; }
    public string? ShortSummary { get; set; }

    /// <summary>Markdown.</summary>
    public string? LongSummary { get; set; }

    public ActionItems? ActionItems { get; set; }

    /// <summary>What the pieces of the summaries were taken from; null when nobody looked.</summary>
    public IReadOnlyList<SummarySource>? SummarySources { get; set; }

    /// <summary>Number of the version that is shown; null before there are any.</summary>
    public int? SummaryVersion { get; set; }

    /// <summary><c>extractive</c>, or <c>llm:MODEL</c>; null before there is a summary.</summary>
    public string? GeneratedBy { get; set; }

    public IReadOnlyList<Participant> Participants { get; set; } = [];
    public required string SourceLanguage { get; init; }
    public required string TargetLanguage { get; init; }
    public bool Reviewed { get; set; }
    public ShareMode ShareMode { get; set; }
    public SourceKind SourceKind { get; set; }
    public string? MeetingId { get; init; }
    public string? RecordingId { get; set; }
    public string? RoomId { get; init; }

    /// <summary>Object key of the MP3 for playback.</summary>
    public string? AudioKey { get; set; }

    /// <summary>
    /// True when the audio is proven to be gone everywhere; false again while something of it that came later is being
    /// deleted.
    /// </summary>
    public bool? AudioDeleted { get; set; }

    /// <summary>Since when the audio is being deleted; from then on nobody is given it.</summary>
    public DateTimeOffset? AudioDeletionRequestedAt { get; set; }

    /// <summary>255 peaks, 0..1.</summary>
    public IReadOnlyList<double>? Waveform { get; set; }

    public string? Webvtt { get; set; }

    /// <summary>Counts the changes of words and speakers.</summary>
    public int TextVersion { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Raised by the database at every change of the row.</summary>
    public long ChangeSeq { get; private set; }

    public bool IsBusy => Status is TranscriptStatus.Processing or TranscriptStatus.Recording;
}

/// <param name="Speaker">Number of the voice, where it is known.</param>
internal sealed record Participant(string Id, int? Speaker, string Name, string? UserId = null);

internal sealed class TranscriptConfiguration : IEntityTypeConfiguration<Transcript>
{
    public void Configure(EntityTypeBuilder<Transcript> builder)
    {
        builder.Property(transcript => transcript.Status).HasApiEnum();
        builder.Property(transcript => transcript.ShareMode).HasApiEnum();
        builder.Property(transcript => transcript.SourceKind).HasApiEnum();
        builder.Property(transcript => transcript.ActionItems).HasJson();
        builder.Property(transcript => transcript.SummarySources).HasJson();
        builder.Property(transcript => transcript.Participants).HasJson();
        builder.Property(transcript => transcript.Waveform).HasJson();
        builder.Property(transcript => transcript.ChangeSeq).ValueGeneratedOnAddOrUpdate();
    }
}
