using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts;
using Reflector.Server.Database;

namespace Reflector.Server.Search;

/// <summary>Finds transcripts by title, summary and what was said.</summary>
internal sealed class TranscriptSearch(ReflectorDb db)
{
    private const string DeletedRoom = "Deleted Room";

    // Read from the index transcript_listed alone.
    private const string Every =
        "(SELECT id AS transcript_id, user_id, room_id, share_mode, source_kind, created_at FROM transcript) d";

    public async Task<SearchResponse> FindAsync(
        SearchRequest request,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var listing = new Listing(caller, request);
        var hits =
            request.Query.Length == 0
                ? await AllAsync(listing, request, cancellationToken)
                : await MatchesAsync(listing, request, cancellationToken);
        var results = await DescribeAsync([.. hits.Where(hit => hit.Id is not null)], request.Query, cancellationToken);
        var total = hits is [var first, ..] ? first.Total : 0;
        return new(results, total, request.Query.Length == 0 ? null : request.Query, request.Limit, request.Offset);
    }

    private Task<List<Hit>> AllAsync(Listing listing, SearchRequest request, CancellationToken cancellationToken) =>
        db.ReadAsync<Hit>(
            $"""
            SELECT total AS "Total", transcript_id AS "Id", 1::float8 AS "Rank"
            FROM (SELECT count(*)::int AS total FROM {Every} WHERE {listing.Condition}) counted
            LEFT JOIN (
                SELECT d.created_at, d.transcript_id FROM {Every} WHERE {listing.Condition}
                ORDER BY d.created_at DESC, d.transcript_id OFFSET {request.Offset} LIMIT {request.Limit}
            ) page ON true
            ORDER BY created_at DESC, transcript_id
            """,
            listing.Parameters,
            cancellationToken
        );

    private async Task<List<Hit>> MatchesAsync(
        Listing listing,
        SearchRequest request,
        CancellationToken cancellationToken
    )
    {
        var query = new QueryText(request.Query);
        var found = await FindAsync(query);
        if (found is [{ Total: > 0 }, ..] || query.HasOperators)
            return found;
        return await TitleWords.CorrectedAsync(db, query, listing, cancellationToken) is { } corrected
            ? await FindAsync(corrected)
            : [];

        async Task<List<Hit>> FindAsync(QueryText text)
        {
            var matches = await Matches.OfAsync(db, text, listing, cancellationToken);
            return matches.IsEmpty
                ? []
                : await db.ReadAsync<Hit>(
                    matches.Page(request.Offset, request.Limit),
                    matches.Parameters,
                    cancellationToken
                );
        }
    }

    private async Task<IReadOnlyList<SearchResult>> DescribeAsync(
        IReadOnlyList<Hit> hits,
        string query,
        CancellationToken cancellationToken
    )
    {
        var ids = hits.Select(hit => hit.Id!).ToList();
        var isBrowsing = query.Length == 0;
        var rows = await db
            .Transcripts.AsNoTracking()
            .Where(transcript => ids.Contains(transcript.Id))
            .Select(transcript => new
            {
                transcript.Id,
                transcript.Name,
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
                transcript.ShortSummary,
                transcript.ShareMode,
                transcript.Reviewed,
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
            .. hits.Where(hit => rows.ContainsKey(hit.Id!))
                .Select(hit =>
                {
                    var row = rows[hit.Id!];
                    var (snippets, count) = isBrowsing
                        ? ([], 0)
                        : Snippets.Of(query, row.Summary ?? "", CueText.Of(row.Webvtt));
                    return new SearchResult(
                        row.Id,
                        row.Name,
                        row.Title,
                        row.UserId,
                        row.RoomId,
                        row.RoomId is null ? null : row.RoomName ?? DeletedRoom,
                        row.SourceKind,
                        row.CreatedAt,
                        row.Status,
                        hit.Rank ?? 0,
                        row.DurationMs,
                        snippets,
                        count,
                        row.ChangeSeq,
                        [.. moments[hit.Id!]],
                        row.ShortSummary,
                        [
                            .. row
                                .Participants.Where(person => person.Speaker is not null)
                                .Select(person => new ResultSpeaker(person.Speaker!.Value, person.Name)),
                        ],
                        row.ShareMode,
                        row.Reviewed
                    );
                }),
        ];
    }
}
