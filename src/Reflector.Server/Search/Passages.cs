using Microsoft.EntityFrameworkCore;
using Reflector.Server.Database;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Search;

/// <summary>What of a transcript's text is searched: its turns, in pieces that are short enough to be a moment.</summary>
internal static class Passages
{
    private const int MostWords = 80;

    /// <summary>Puts the passages of a transcript in place of those that were there.</summary>
    public static Task WriteAsync(
        ReflectorDb db,
        string transcriptId,
        IEnumerable<Segment> segments,
        CancellationToken cancellationToken
    )
    {
        var pieces = segments
            .SelectMany(segment => segment.Words.Chunk(MostWords))
            .Select(words => new Segment(words))
            .ToList();
        var positions = Enumerable.Range(0, pieces.Count).ToArray();
        var starts = pieces.Select(piece => piece.Start).ToArray();
        var ends = pieces.Select(piece => piece.End).ToArray();
        var speakers = pieces.Select(piece => piece.Speaker).ToArray();
        var texts = pieces.Select(piece => Printable(piece.Text)).ToArray();
        return db.Database.ExecuteSqlAsync(
            $"""
            DELETE FROM passage WHERE transcript_id = {transcriptId} AND position >= {pieces.Count};
            INSERT INTO passage (transcript_id, position, start_time, end_time, speaker, text, words)
            SELECT d.transcript_id, p.position, p.start_time, p.end_time, p.speaker, p.text,
                to_tsvector(d.configuration::regconfig, p.text)
            FROM search_document d
            CROSS JOIN unnest({positions}, {starts}, {ends}, {speakers}, {texts})
                AS p (position, start_time, end_time, speaker, text)
            WHERE d.transcript_id = {transcriptId}
            ON CONFLICT (transcript_id, position) DO UPDATE SET
                start_time = excluded.start_time, end_time = excluded.end_time, speaker = excluded.speaker,
                text = excluded.text, words = excluded.words
            WHERE (passage.start_time, passage.end_time, passage.speaker, passage.text)
                IS DISTINCT FROM (excluded.start_time, excluded.end_time, excluded.speaker, excluded.text);
            UPDATE search_document SET lacks_passages = false WHERE transcript_id = {transcriptId} AND lacks_passages
            """,
            cancellationToken
        );
    }

    private static string Printable(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)) : text;
}
