using Microsoft.EntityFrameworkCore;
using Npgsql;
using Reflector.Server.Accounts;
using Reflector.Server.Database;

namespace Reflector.Server.Search;

/// <summary>Finds transcripts by title, summary and what was said.</summary>
internal sealed class TranscriptSearch(ReflectorDb db)
{
    /// <summary>
    /// So many hits are compared by rank: the newest, and those with a fitting title. Whatever matches beyond them
    /// follows newest first.
    /// </summary>
    public const int RankedWindow = 1000;

    private const string DeletedRoom = "Deleted Room";

    public async Task<SearchResponse> FindAsync(
        SearchRequest request,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var listing = new Listing(caller, request);
        var (hits, total) =
            request.Query.Length == 0
                ? await AllAsync(listing, request, cancellationToken)
                : await MatchesAsync(listing, request, cancellationToken);
        var results = await DescribeAsync(hits, request.Query, cancellationToken);
        return new(results, total, request.Query.Length == 0 ? null : request.Query, request.Limit, request.Offset);
    }

    private async Task<(IReadOnlyList<Hit> Hits, int Total)> AllAsync(
        Listing listing,
        SearchRequest request,
        CancellationToken cancellationToken
    )
    {
        var total = await db.CountAsync(
            $"FROM search_document d WHERE {listing.Condition}",
            listing.Parameters,
            cancellationToken
        );
        var hits = await db.ReadAsync<Hit>(
            $"""
            SELECT d.transcript_id AS "Id", 1::float8 AS "Rank" FROM search_document d
            WHERE {listing.Condition}
            ORDER BY d.created_at DESC, d.transcript_id OFFSET {request.Offset} LIMIT {request.Limit}
            """,
            listing.Parameters,
            cancellationToken
        );
        return (hits, total);
    }

    private async Task<(IReadOnlyList<Hit> Hits, int Total)> MatchesAsync(
        Listing listing,
        SearchRequest request,
        CancellationToken cancellationToken
    )
    {
        var query = await SearchQuery.ParseAsync(db, request.Query, "q", cancellationToken);
        if (query.IsEmpty)
            return ([], 0);
        var condition = $"{query.Matches("d", "d.words")} AND {listing.Condition}";
        IEnumerable<NpgsqlParameter> Parameters() => [.. query.Parameters, .. listing.Parameters];
        var total = await db.CountAsync($"FROM search_document d WHERE {condition}", Parameters(), cancellationToken);
        var hits = await db.ReadAsync<Hit>(
            $"""
            SELECT d.transcript_id AS "Id", ts_rank(d.words, {query.For("d")}, 32)::float8 AS "Rank"
            FROM search_document d WHERE {condition}
            ORDER BY "Rank" DESC, d.created_at DESC, d.transcript_id OFFSET {request.Offset} LIMIT {request.Limit}
            """,
            Parameters(),
            cancellationToken
        );
        return (hits, total);
    }

    private async Task<IReadOnlyList<SearchResult>> DescribeAsync(
        IReadOnlyList<Hit> hits,
        string query,
        CancellationToken cancellationToken
    )
    {
        var ids = hits.Select(hit => hit.Id).ToList();
        var isBrowsing = query.Length == 0;
        var rows = await db
            .Transcripts.AsNoTracking()
            .Where(transcript => ids.Contains(transcript.Id))
            .Select(transcript => new
            {
                transcript.Id,
                transcript.Title,
                transcript.UserId,
                transcript.RoomId,
                RoomName = db
                    .Rooms.Where(room => room.Id == transcript.RoomId)
                    .Select(room => room.Name)
                    .FirstOrDefault(),
                transcript.SourceKind,
                transcript.CreatedAt,
                transcript.Status,
                transcript.DurationMs,
                transcript.ChangeSeq,
                transcript.Participants,
                Summary = isBrowsing ? null : transcript.LongSummary,
                Webvtt = isBrowsing ? null : transcript.Webvtt,
            })
            .ToDictionaryAsync(transcript => transcript.Id, cancellationToken);
        var moments = await PassageSearch.BestMomentsAsync(
            db,
            query,
            rows.ToDictionary(row => row.Key, row => row.Value.Participants),
            cancellationToken
        );
        // Whatever was deleted since it was found is left out.
        return
        [
            .. hits.Where(hit => rows.ContainsKey(hit.Id))
                .Select(hit =>
                {
                    var row = rows[hit.Id];
                    var (snippets, count) = isBrowsing
                        ? ([], 0)
                        : Snippets.Of(query, row.Summary ?? "", CueText.Of(row.Webvtt));
                    return new SearchResult(
                        row.Id,
                        row.Title,
                        row.UserId,
                        row.RoomId,
                        row.RoomId is null ? null : row.RoomName ?? DeletedRoom,
                        row.SourceKind,
                        row.CreatedAt,
                        row.Status,
                        hit.Rank,
                        row.DurationMs,
                        snippets,
                        count,
                        row.ChangeSeq,
                        [.. moments[hit.Id]]
                    );
                }),
        ];
    }

    private sealed record Hit(string Id, double Rank);
}
