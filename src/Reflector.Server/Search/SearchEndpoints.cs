using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts;
using Reflector.Server.Accounts.Requests;
using Reflector.Server.Database;
using Reflector.Server.Http;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Search;

internal static class SearchEndpoints
{
    private const int MostResults = 100;
    private const int UsualResults = 20;
    private const int MostMoments = 1000;

    public static IEndpointRouteBuilder MapSearch(this IEndpointRouteBuilder routes)
    {
        var transcripts = routes.MapGroup("/v1/transcripts").WithTags("search");
        transcripts
            .MapGet("/search", SearchAsync)
            .WithName("v1_transcripts_search")
            .WithSummary("Find transcripts by their words")
            .RequireCallerUnlessPublic();
        transcripts
            .MapGet("/{transcript_id}/moments", MomentsAsync)
            .WithName("v1_transcript_moments")
            .WithSummary("Find every moment of a transcript in which something was said");
        return routes;
    }

    private static async Task<SearchResponse> SearchAsync(
        TranscriptSearch search,
        Caller caller,
        CancellationToken cancellationToken,
        string? q = null,
        int? limit = null,
        int? offset = null,
        string? room_id = null,
        QueryEnum<SourceKind>? source_kind = null,
        [FromQuery(Name = "from")] string? created_from = null,
        [FromQuery(Name = "to")] string? created_to = null,
        QueryEnum<TranscriptStatus>? status = null
    )
    {
        var request = new SearchRequest(
            SearchRequest.CheckedText("q", q),
            SearchRequest.CheckedLimit(limit, MostResults, UsualResults),
            SearchRequest.CheckedOffset(offset),
            string.IsNullOrEmpty(room_id) ? null : SearchRequest.CheckedText("room_id", room_id),
            source_kind?.Value,
            SearchRequest.CheckedTime("from", created_from),
            SearchRequest.CheckedTime("to", created_to),
            status?.Value
        );
        if (request.From > request.To)
            throw ApiException.BadRequest("'from' must be less than or equal to 'to'");
        var found = await search.FindAsync(request, caller, cancellationToken);
        return caller.UserId is null ? found.ForVisitors() : found;
    }

    private static async Task<MomentsResponse> MomentsAsync(
        string transcript_id,
        ReflectorDb db,
        Caller caller,
        CancellationToken cancellationToken,
        string? q = null,
        int? limit = null,
        int? offset = null
    )
    {
        var query = SearchRequest.CheckedText("q", q);
        var most = SearchRequest.CheckedLimit(limit, MostMoments, MostMoments);
        var skip = SearchRequest.CheckedOffset(offset);
        var transcript = await db.Transcripts.AsNoTracking().ReadableAsync(transcript_id, caller, cancellationToken);
        var (moments, total) = await PassageSearch.MomentsAsync(db, transcript, query, most, skip, cancellationToken);
        return new(moments, total, query, most, skip);
    }
}
