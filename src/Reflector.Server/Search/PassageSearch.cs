using Microsoft.EntityFrameworkCore;
using Npgsql;
using Reflector.Server.Accounts;
using Reflector.Server.Database;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Search;

/// <summary>Finds what was said: passages for a question, and moments for a search.</summary>
internal static class PassageSearch
{
    /// <summary>How many transcripts a question to the whole library is read in: the best ones.</summary>
    private const int TranscriptsToRead = 100;

    private const int MomentsPerResult = 3;

    /// <summary>
    /// The passages that are most like a question in plain words, best first; any of its words will do, and more of
    /// them are better.
    /// </summary>
    /// <param name="db">Where they are.</param>
    /// <param name="caller">Finds only what they may list; in one transcript, the asker has checked that they may read it.</param>
    /// <param name="question">As a person writes it.</param>
    /// <param name="transcriptId">Null for every transcript that the caller may list.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<Passage>> FindAsync(
        ReflectorDb db,
        Caller caller,
        string question,
        string? transcriptId,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var query = await SearchQuery.ParseAnyAsync(db, question, "q", cancellationToken);
        if (query.IsEmpty)
            return [];
        var listing = new Listing(caller);
        var every = await SearchQuery.ParseAsync(db, new QueryText(question).All, "e", cancellationToken);
        var documents = transcriptId is null
            ? $"""
                hit AS MATERIALIZED (
                    SELECT d.transcript_id, d.created_at FROM {query.Documents("words")} d
                    WHERE {listing.Condition}
                ),
                every AS MATERIALIZED (
                    SELECT d.transcript_id FROM {every.Documents("words")} d WHERE {listing.Condition}
                ),
                document AS MATERIALIZED (
                    SELECT d.transcript_id, d.configuration
                    FROM (
                        SELECT transcript_id FROM hit
                        ORDER BY transcript_id IN (SELECT transcript_id FROM every) DESC, created_at DESC
                        LIMIT {Matches.Window}
                    ) first
                    JOIN search_document d ON d.transcript_id = first.transcript_id
                    ORDER BY ts_rank(d.words, {query.For("d")}) DESC, d.created_at DESC LIMIT {TranscriptsToRead}
                )
                """
            : """
                document AS MATERIALIZED (
                    SELECT d.transcript_id, d.configuration FROM search_document d WHERE d.transcript_id = @transcript
                )
                """;
        NpgsqlParameter[] parameters = transcriptId is null
            ? [.. query.Parameters, .. every.Parameters, .. listing.Parameters]
            : [.. query.Parameters, new NpgsqlParameter("transcript", transcriptId)];
        var rows = await db.ReadAsync<Row>(
            $"""
            WITH {documents}
            SELECT p.transcript_id AS "TranscriptId", p.position AS "Position", p.start_time AS "Start",
                p.end_time AS "End", p.speaker AS "Speaker", p.text AS "Text",
                ts_rank(p.words, {query.For("d")}, 32)::float8 AS "Rank", '' AS "Marked"
            FROM document d
            JOIN passage p ON p.transcript_id = d.transcript_id
            WHERE {query.Matches("d", "p.words")}
            ORDER BY "Rank" DESC, p.transcript_id DESC, p.position
            LIMIT {limit}
            """,
            parameters,
            cancellationToken
        );
        var ids = rows.Select(row => row.TranscriptId).Distinct().ToList();
        var transcripts = await db
            .Transcripts.AsNoTracking()
            .Where(transcript => ids.Contains(transcript.Id))
            .Select(transcript => new
            {
                transcript.Id,
                Title = transcript.Title ?? transcript.Name,
                transcript.Participants,
            })
            .ToDictionaryAsync(transcript => transcript.Id, cancellationToken);
        return
        [
            .. rows.Where(row => transcripts.ContainsKey(row.TranscriptId))
                .Select(row =>
                {
                    var transcript = transcripts[row.TranscriptId];
                    return new Passage(
                        row.TranscriptId,
                        transcript.Title,
                        row.Position,
                        row.Start,
                        row.End,
                        row.Speaker,
                        TranscriptFormats.SpeakerName(row.Speaker, transcript.Participants),
                        row.Text,
                        row.Rank
                    );
                }),
        ];
    }

    /// <summary>Every moment of one transcript, in order, and how many there are.</summary>
    public static async Task<(IReadOnlyList<Moment> Moments, int Total)> MomentsAsync(
        ReflectorDb db,
        Transcript transcript,
        string text,
        int limit,
        int offset,
        CancellationToken cancellationToken
    )
    {
        var query = await SearchQuery.ParseAsync(db, text, "q", cancellationToken);
        if (query.IsEmpty)
            return ([], 0);
        var from = $"""
            FROM search_document d JOIN passage p ON p.transcript_id = d.transcript_id
            WHERE d.transcript_id = @transcript AND {query.Matches("d", "p.words")}
            """;
        NpgsqlParameter[] Parameters() => [.. query.Parameters, new NpgsqlParameter("transcript", transcript.Id)];
        var total = await db.CountAsync(from, Parameters(), cancellationToken);
        if (offset >= total)
            return ([], total);
        var rows = await db.ReadAsync<Row>(
            $"""
            SELECT p.transcript_id AS "TranscriptId", p.position AS "Position", p.start_time AS "Start",
                p.end_time AS "End", p.speaker AS "Speaker", p.text AS "Text", 0::float8 AS "Rank",
                {Marks.Headline("d.configuration", "p.text", query.For("d"))} AS "Marked"
            {from} ORDER BY p.position OFFSET {offset} LIMIT {limit}
            """,
            Parameters(),
            cancellationToken
        );
        return ([.. rows.Select(row => row.ToMoment(transcript.Participants))], total);
    }

    /// <summary>
    /// The best few moments of each of some transcripts, by any of the words. Their passages are few and are read by
    /// transcript: <c>OFFSET 0</c> keeps PostgreSQL from asking the index on the words of all passages for each.
    /// </summary>
    public static async Task<ILookup<string, Moment>> BestMomentsAsync(
        ReflectorDb db,
        string text,
        IReadOnlyDictionary<string, IReadOnlyList<Participant>> transcripts,
        CancellationToken cancellationToken
    )
    {
        var query = await SearchQuery.ParseAnyAsync(db, text, "q", cancellationToken);
        var rows =
            query.IsEmpty || transcripts.Count == 0
                ? []
                : await db.ReadAsync<Row>(
                    $"""
                    SELECT p.transcript_id AS "TranscriptId", p.position AS "Position", p.start_time AS "Start",
                        p.end_time AS "End", p.speaker AS "Speaker", p.text AS "Text", p.rank::float8 AS "Rank",
                        {Marks.Headline("d.configuration", "p.text", query.For("d"))} AS "Marked"
                    FROM search_document d
                    CROSS JOIN LATERAL (
                        SELECT p.*, ts_rank(p.words, {query.For("d")}, 32) AS rank
                        FROM (SELECT * FROM passage WHERE transcript_id = d.transcript_id OFFSET 0) p
                        WHERE {query.Matches("d", "p.words")}
                        ORDER BY rank DESC, p.position LIMIT {MomentsPerResult}
                    ) p
                    WHERE d.transcript_id = ANY(@transcripts)
                    ORDER BY p.rank DESC, p.position
                    """,
                    [.. query.Parameters, new NpgsqlParameter("transcripts", transcripts.Keys.ToArray())],
                    cancellationToken
                );
        return rows.ToLookup(row => row.TranscriptId, row => row.ToMoment(transcripts[row.TranscriptId]));
    }

    private sealed record Row(
        string TranscriptId,
        int Position,
        double Start,
        double End,
        int Speaker,
        string Text,
        double Rank,
        string Marked
    )
    {
        public Moment ToMoment(IReadOnlyList<Participant> participants) =>
            new(Start, End, Speaker, TranscriptFormats.SpeakerName(Speaker, participants), Text, Marks.Read(Marked));
    }
}
