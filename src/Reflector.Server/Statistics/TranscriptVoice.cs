using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Reflector.Server.Database;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Statistics;

/// <summary>What one voice said in a transcript.</summary>
internal sealed class TranscriptVoice
{
    public required string TranscriptId { get; init; }
    public required int Speaker { get; init; }

    /// <summary>Of the participant with this voice, kept up by the database; null for an unnamed one.</summary>
    public string? Name { get; init; }

    public required int Words { get; init; }

    /// <summary>While words were spoken.</summary>
    public required double Seconds { get; init; }

    /// <summary>Counts anew; in the transaction that changes the words, with the transcript stored.</summary>
    public static async Task ReplaceAsync(
        ReflectorDb db,
        string transcriptId,
        IEnumerable<Word> words,
        CancellationToken cancellationToken
    )
    {
        var voices = words
            .GroupBy(word => word.Speaker)
            .Select(voice =>
                (voice.Key, Words: voice.Count(), Seconds: voice.Sum(word => Math.Max(word.End - word.Start, 0)))
            )
            .ToList();
        var speakers = voices.Select(voice => voice.Key).ToArray();
        var counts = voices.Select(voice => voice.Words).ToArray();
        var seconds = voices.Select(voice => voice.Seconds).ToArray();
        await db.Database.ExecuteSqlAsync(
            $"DELETE FROM transcript_voice WHERE transcript_id = {transcriptId}",
            cancellationToken
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO transcript_voice (transcript_id, speaker, name, words, seconds)
            SELECT transcript.id, voice.speaker, voice_name(participants, voice.speaker), voice.words, voice.seconds
            FROM transcript, unnest({speakers}, {counts}, {seconds}) AS voice (speaker, words, seconds)
            WHERE transcript.id = {transcriptId}
            """,
            cancellationToken
        );
    }
}

internal sealed class TranscriptVoiceConfiguration : IEntityTypeConfiguration<TranscriptVoice>
{
    public void Configure(EntityTypeBuilder<TranscriptVoice> builder) =>
        builder.HasKey(voice => new { voice.TranscriptId, voice.Speaker });
}
