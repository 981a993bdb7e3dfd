using Npgsql;
using Reflector.Server.Database;

namespace Reflector.Server.Search;

/// <param name="Total">Of all hits.</param>
/// <param name="Id">Of the transcript; null in the only row of a page that has none.</param>
/// <param name="Rank">0..1.</param>
internal sealed record Hit(int Total, string? Id, double? Rank);

/// <summary>
/// The statements that find transcripts by their words. Hits have a sequence that is cheap to know, those first whose
/// title or summary fits, and newest first; its beginning, the window, is ordered by rank.
/// </summary>
internal sealed class Matches
{
    /// <summary>So many hits are compared by rank; it reads the whole vector of each.</summary>
    public const int Window = 300;

    // Where a row lies is shorter than its id, and there are tens of thousands.
    private const string NewestFirst = "created_at DESC, spot";
    private const string Every = "(SELECT ctid AS spot, * FROM search_document)";
    private const string BestFirst = "place, rank DESC, created_at DESC, transcript_id";

    private readonly SearchQuery _words;
    private readonly IReadOnlyList<SearchQuery> _phrases;
    private readonly Listing _listing;

    /// <summary>Whatever has the phrases has the words.</summary>
    private readonly bool _onlyPhrases;

    private Matches(SearchQuery words, IReadOnlyList<SearchQuery> phrases, bool onlyPhrases, Listing listing)
    {
        _words = words;
        _phrases = phrases;
        _onlyPhrases = onlyPhrases && phrases.Count > 0;
        _listing = listing;
    }

    public static async Task<Matches> OfAsync(
        ReflectorDb db,
        QueryText query,
        Listing listing,
        CancellationToken cancellationToken
    )
    {
        var words = await SearchQuery.ParseAsync(db, query.WithoutRequiredPhrases, "q", cancellationToken);
        var phrases = new List<SearchQuery>();
        foreach (var (index, phrase) in query.RequiredPhrases.Index())
            phrases.Add(await SearchQuery.ParseAsync(db, phrase, $"p{index}_", cancellationToken));
        return new(words, [.. phrases.Where(phrase => !phrase.IsEmpty)], query.IsPhrasesOnly, listing);
    }

    /// <summary>There is nothing to look for, such as stop words only.</summary>
    public bool IsEmpty => _words.IsEmpty;

    public IEnumerable<NpgsqlParameter> Parameters =>
        [.. _words.Parameters, .. _phrases.SelectMany(phrase => phrase.Parameters), .. _listing.Parameters];

    /// <summary>How many there are, with each hit of the page from <paramref name="offset"/>.</summary>
    public string Page(int offset, int limit)
    {
        // A page may begin in the window and go on behind it.
        var isInWindow = offset < Window;
        var window = isInWindow
            ? $"SELECT spot, 0 AS place FROM (SELECT * FROM ({InSequence}) s LIMIT {Window}) w UNION ALL"
            : "";
        var (restFrom, restLimit) = isInWindow ? (Window, Math.Max(0, offset + limit - Window)) : (offset, limit);
        return $"""
            WITH {Found},
            head AS MATERIALIZED (
                SELECT d.spot, d.created_at FROM {_words.Documents("head")} d
                WHERE {_listing.Condition} {(
                HeadsAreHits ? "" : "AND d.spot IN (SELECT spot FROM hit)"
            )}
            ),
            sequence AS (
                {window}
                SELECT spot, row_number() OVER () AS place FROM (SELECT * FROM ({InSequence}) s OFFSET {restFrom} LIMIT {restLimit}) rest
            ),
            page AS (
                SELECT d.transcript_id, d.created_at, {Rank} AS rank, place
                FROM sequence JOIN search_document d ON d.ctid = sequence.spot
                ORDER BY {BestFirst} OFFSET {(isInWindow ? offset : 0)} LIMIT {limit}
            )
            SELECT total AS "Total", transcript_id AS "Id", rank AS "Rank"
            FROM (SELECT count(*)::int AS total FROM hit) counted LEFT JOIN page ON true
            ORDER BY {BestFirst}
            """;
    }

    private string Found =>
        string.Concat(_phrases.Select((phrase, index) => $"phrase{index} AS MATERIALIZED ({Saying(phrase)}), "))
        + $"""
            hit AS MATERIALIZED (
                SELECT d.spot, d.created_at FROM {(_onlyPhrases ? Every : _words.Documents("words"))} d
                WHERE {_listing.Condition}
                {string.Concat(
                    _phrases.Select((_, index) => $" AND d.transcript_id IN (SELECT transcript_id FROM phrase{index})")
                )}
            )
            """;

    private bool HeadsAreHits => _words.IsMonotone && _phrases.Count == 0;

    // The second half is only read when the first has too few.
    private static string InSequence =>
        $"""
            (SELECT spot, created_at FROM head ORDER BY {NewestFirst})
            UNION ALL
            (
                SELECT spot, created_at FROM hit
                WHERE spot NOT IN (SELECT spot FROM head) ORDER BY {NewestFirst}
            )
            """;

    private string Rank => $"ts_rank(d.words, {_words.For("d")}, 32)::float8";

    private static string Saying(SearchQuery phrase) =>
        $"""
            SELECT said.transcript_id FROM {phrase.Passages} said
            UNION
            SELECT d.transcript_id FROM {phrase.Documents("head")} d
            """;
}
