using Microsoft.EntityFrameworkCore;
using Npgsql;
using Reflector.Server.Database;

namespace Reflector.Server.Search;

/// <summary>Puts words of titles in the place of misspelt ones; only titles that the caller may list are looked at.</summary>
internal static class TitleWords
{
    private const int TitlesToCompare = 500;
    private const int TitlesToRead = 200;
    private const int MostWords = 6;

    /// <summary>Three letters are like too many others.</summary>
    private const int ShortestWord = 4;

    private const int LettersPerMistake = 4;

    /// <returns>Null when a word is like no word of any title.</returns>
    public static async Task<QueryText?> CorrectedAsync(
        ReflectorDb db,
        QueryText query,
        Listing listing,
        CancellationToken cancellationToken
    )
    {
        var words = query.Words.Distinct(StringComparer.Ordinal).ToList();
        if (words.Count > MostWords)
            return null;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var corrected = new List<string>();
        foreach (var word in words)
        {
            if (await NearestAsync(db, word, listing, cancellationToken) is not { } nearest)
                return null;
            corrected.Add(nearest);
        }
        await transaction.CommitAsync(cancellationToken);
        return new(string.Join(' ', corrected));
    }

    private static async Task<string?> NearestAsync(
        ReflectorDb db,
        string word,
        Listing listing,
        CancellationToken cancellationToken
    )
    {
        if (word.Length < ShortestWord)
            return word;
        foreach (var (similarity, titles) in Attempts(listing))
        {
            await db.Database.ExecuteSqlAsync(
                $"SELECT set_config('pg_trgm.word_similarity_threshold', {similarity}, true)",
                cancellationToken
            );
            var candidates = await CandidatesAsync(db, word, titles, listing, cancellationToken);
            if (Nearest(word, candidates) is { } nearest)
                return nearest;
        }
        return null;
    }

    /// <summary>
    /// Share of a word's three-letter pieces that a title has, and which titles are compared, as comparing takes long:
    /// first a person's newest, then the newest of shared rooms, then some of all that are much alike, then every one that
    /// has as little in common as two exchanged letters of six leave.
    /// </summary>
    private static IEnumerable<(string Similarity, string Titles)> Attempts(Listing listing)
    {
        if (listing.IsOfUser)
        {
            yield return ("0.5", Newest("user_id = @caller"));
            yield return ("0.5", Newest("room_id = ANY(ARRAY(SELECT id FROM room WHERE is_shared))"));
        }
        var alike = $"SELECT * FROM search_document d WHERE w.typed <% d.title AND {listing.Condition}";
        yield return ("0.5", $"{alike} LIMIT {TitlesToCompare}");
        yield return ("0.25", alike);

        string Newest(string whose) =>
            $"""
                SELECT * FROM (
                    SELECT * FROM search_document WHERE {whose} ORDER BY created_at DESC LIMIT {TitlesToCompare}
                ) d WHERE {listing.Condition} AND w.typed <% d.title
                """;
    }

    private static Task<List<Candidate>> CandidatesAsync(
        ReflectorDb db,
        string word,
        string titles,
        Listing listing,
        CancellationToken cancellationToken
    ) =>
        db.ReadAsync<Candidate>(
            $"""
            SELECT w.typed AS "Typed", split.word AS "Word"
            FROM (SELECT lower(unaccent(@word)) AS typed) w
            CROSS JOIN LATERAL (
                SELECT d.title FROM ({titles}) d
                ORDER BY word_similarity(w.typed, d.title) DESC, d.transcript_id LIMIT {TitlesToRead}
            ) t
            CROSS JOIN LATERAL regexp_split_to_table(t.title, '[^[:alnum:]]+') AS split (word)
            WHERE length(split.word) >= {ShortestWord}
            GROUP BY w.typed, split.word
            ORDER BY split.word
            """,
            [new NpgsqlParameter("word", word), .. listing.Parameters],
            cancellationToken
        );

    private static string? Nearest(string word, IEnumerable<Candidate> candidates) =>
        candidates
            .Select(candidate => (candidate.Word, Mistakes: Spelling.Mistakes(candidate.Typed, candidate.Word)))
            .Where(candidate => candidate.Mistakes <= word.Length / LettersPerMistake)
            .OrderBy(candidate => candidate.Mistakes)
            .Select(candidate => candidate.Word)
            .FirstOrDefault();

    private sealed record Candidate(string Typed, string Word);
}
