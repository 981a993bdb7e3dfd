using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Reflector.Server.Database;
using Reflector.Server.Summaries.Templates;

namespace Reflector.Server.Summaries.Jobs;

internal enum SummaryJobState
{
    Waiting,
    Running,
    Retrying,
    Done,
    Failed,
}

[JsonConverter(typeof(JsonStringEnumConverter<SummarySection>))]
internal enum SummarySection
{
    [JsonStringEnumMemberName("summary")]
    Summary,

    [JsonStringEnumMemberName("action_items")]
    ActionItems,
}

/// <summary>The writing of another summary that somebody asked for.</summary>
internal sealed class SummaryJob
{
    public required string Id { get; init; }
    public required string TranscriptId { get; init; }

    /// <summary>Who asked.</summary>
    public required string UserId { get; init; }

    public required string Template { get; init; }
    public string? Prompt { get; init; }

    /// <summary>Null for the one by default.</summary>
    public string? Model { get; init; }

    public required IReadOnlyList<SummarySection> Sections { get; init; }

    /// <summary>Number of the version that was shown when it was asked for.</summary>
    public int? BasedOn { get; init; }

    public SummaryJobState State { get; set; }

    /// <summary>Raised at each start; an attempt that is not the latest changes nothing.</summary>
    public int Attempts { get; set; }

    /// <summary>0..100.</summary>
    public double Progress { get; set; }

    /// <summary>A sentence for the person who waits.</summary>
    public string? Error { get; set; }

    /// <summary>What the person should know of the result.</summary>
    public string? Note { get; set; }

    /// <summary>What is done so far: an attempt that is killed is continued behind it.</summary>
    public SummaryJobDraft? Draft { get; set; }

    /// <summary>Number of the version that came out of it.</summary>
    public int? Version { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; set; }

    public SummaryStyle Style => new(Template, Prompt);

    public bool IsOpen => State is SummaryJobState.Waiting or SummaryJobState.Running or SummaryJobState.Retrying;
}

/// <param name="TopicIds">Of the text that it is about: with other topics it is another text.</param>
internal sealed record SummaryJobDraft(
    IReadOnlyList<string> TopicIds,
    SummaryDraft? Summary = null,
    ActionItems? ActionItems = null
);

internal sealed class SummaryJobConfiguration : IEntityTypeConfiguration<SummaryJob>
{
    public void Configure(EntityTypeBuilder<SummaryJob> builder)
    {
        builder.Ignore(job => job.Style);
        builder.Ignore(job => job.IsOpen);
        builder.Property(job => job.State).HasApiEnum();
        builder.Property(job => job.Sections).HasJson();
        builder.Property(job => job.Draft).HasJson();
    }
}
