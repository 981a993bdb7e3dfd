using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Reflector.Server.Database;

namespace Reflector.Server.Transcripts.Editing;

internal enum EditKind
{
    /// <summary>Words were written, inserted or deleted.</summary>
    Text,

    /// <summary>Words were given to another voice.</summary>
    Speaker,

    /// <summary>All words of one voice were given to another.</summary>
    Merge,

    /// <summary>Names of voices changed.</summary>
    Participants,

    /// <summary>Another edit was taken back.</summary>
    Undo,

    /// <summary>All edits after one were taken back.</summary>
    Rollback,

    /// <summary>The recording was processed again: all words are new, and nothing before can be taken back.</summary>
    Processed,
}

/// <summary>One change of a transcript's words and speakers. The versions of a transcript are a chain without gaps.</summary>
internal sealed class TranscriptEdit
{
    public required string TranscriptId { get; init; }

    /// <summary>Of the text, once the edit is made.</summary>
    public required int Version { get; init; }

    public required EditKind Kind { get; init; }
    public string? AuthorId { get; init; }

    /// <summary>As they were called then; null for the one user of a server without accounts.</summary>
    public string? AuthorName { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What was done, for people.</summary>
    public required string Sentence { get; init; }

    /// <summary>Each upon the words that the one before it left.</summary>
    public required IReadOnlyList<WordChange> Changes { get; init; }

    public required IReadOnlyList<ParticipantChange> People { get; init; }

    /// <summary>Version of the edit that this one takes back.</summary>
    public int? Undoes { get; init; }

    /// <summary>Version of the edit that took this one back; null while it has its effect.</summary>
    public int? UndoneBy { get; set; }

    /// <summary>Version that a rollback restored.</summary>
    public int? BackTo { get; init; }
}

internal sealed class TranscriptEditConfiguration : IEntityTypeConfiguration<TranscriptEdit>
{
    public void Configure(EntityTypeBuilder<TranscriptEdit> builder)
    {
        builder.HasKey(edit => new { edit.TranscriptId, edit.Version });
        builder.Property(edit => edit.Kind).HasApiEnum();
        builder.Property(edit => edit.Changes).HasJson();
        builder.Property(edit => edit.People).HasJson();
    }
}
