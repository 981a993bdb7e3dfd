using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Reflector.Server.Database;
using Reflector.Server.Summaries;

namespace Reflector.Server.Transcripts;

/// <summary>A stretch of a transcript about one subject; it holds the words, so that together the topics are the text.</summary>
internal sealed class Topic
{
    public required string Id { get; init; }
    public required string TranscriptId { get; init; }
    public required int Position { get; init; }
    public required string Title { get; set; }
    public required string Summary { get; set; }

    /// <summary>Seconds from the start of the recording.</summary>
    public required double Timestamp { get; init; }

    /// <summary>Seconds.</summary>
    public required double Duration { get; set; }

    public required IReadOnlyList<Word> Words { get; set; }

    /// <summary>What the summary was taken from; null when nobody looked.</summary>
    public IReadOnlyList<SourceMoment>? Moments { get; set; }

    /// <summary>Version of the transcript's text that last changed these words.</summary>
    public int TextVersion { get; set; }
}

internal sealed class TopicConfiguration : IEntityTypeConfiguration<Topic>
{
    public void Configure(EntityTypeBuilder<Topic> builder)
    {
        builder.Property(topic => topic.Words).HasJson();
        builder.Property(topic => topic.Moments).HasJson();
    }
}
