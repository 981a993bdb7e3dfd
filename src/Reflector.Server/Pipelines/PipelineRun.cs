using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Reflector.Server.Database;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Pipelines;

internal enum RunState
{
    Running,
    Done,
    Failed,
}

internal enum StageState
{
    Waiting,
    Running,
    Retrying,
    Done,
    Skipped,
    Failed,
}

/// <summary>One processing of one transcript.</summary>
internal sealed class PipelineRun
{
    public required string Id { get; init; }
    public required string TranscriptId { get; init; }
    public required string Shape { get; init; }
    public RunState State { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; set; }
}

internal sealed class PipelineStage
{
    public required string RunId { get; init; }
    public required int Position { get; init; }
    public required string Name { get; init; }
    public StageState State { get; set; }

    /// <summary>
    /// Raised at each start. It fences the result too: a stage that was thought dead and started again elsewhere cannot
    /// write over its successor.
    /// </summary>
    public int Attempts { get; set; }

    /// <summary>0..100 where the stage can tell.</summary>
    public double? Progress { get; set; }

    /// <summary>A sentence for the person who waits.</summary>
    public string? Error { get; set; }

    /// <summary>Why a stage was skipped, or what the reader should know of its result.</summary>
    public string? Note { get; set; }

    /// <summary>JSON that later stages read.</summary>
    public string? Result { get; set; }

    public DateTimeOffset? StartedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
}

internal sealed class TranscribedSegment
{
    public required string RunId { get; init; }

    /// <summary>Position of the recording's track; 0 for a mixed recording.</summary>
    public required int Track { get; init; }

    public required double StartTime { get; init; }
    public required double EndTime { get; init; }
    public required IReadOnlyList<Word> Words { get; init; }
}

/// <summary>How far a run is with one track of its recording.</summary>
internal sealed class TranscribedTrack
{
    public required string RunId { get; init; }

    /// <summary>Position of the recording's track.</summary>
    public required int Track { get; init; }

    /// <summary>Attempts that failed for a reason other than the file.</summary>
    public int Failures { get; set; }

    /// <summary>Null while there is more of it to recognise.</summary>
    public DateTimeOffset? FinishedAt { get; set; }
}

internal sealed class PipelineRunConfiguration : IEntityTypeConfiguration<PipelineRun>
{
    public void Configure(EntityTypeBuilder<PipelineRun> builder) => builder.Property(run => run.State).HasApiEnum();
}

internal sealed class PipelineStageConfiguration : IEntityTypeConfiguration<PipelineStage>
{
    public void Configure(EntityTypeBuilder<PipelineStage> builder)
    {
        builder.HasKey(stage => new { stage.RunId, stage.Name });
        builder.Property(stage => stage.State).HasApiEnum();
        builder.Property(stage => stage.Result).HasColumnType("jsonb");
    }
}

internal sealed class TranscribedSegmentConfiguration : IEntityTypeConfiguration<TranscribedSegment>
{
    public void Configure(EntityTypeBuilder<TranscribedSegment> builder)
    {
        builder.HasKey(segment => new
        {
            segment.RunId,
            segment.Track,
            segment.StartTime,
        });
        builder.Property(segment => segment.Words).HasJson();
    }
}

internal sealed class TranscribedTrackConfiguration : IEntityTypeConfiguration<TranscribedTrack>
{
    public void Configure(EntityTypeBuilder<TranscribedTrack> builder) =>
        builder.HasKey(track => new { track.RunId, track.Track });
}
