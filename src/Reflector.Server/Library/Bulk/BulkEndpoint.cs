using Reflector.Server.Accounts;
using Reflector.Server.Accounts.Requests;
using Reflector.Server.Http;

namespace Reflector.Server.Library.Bulk;

internal static class BulkEndpoint
{
    private const int Limit = 200;
    private const int IdLimit = 200;

    public static void MapBulk(this IEndpointRouteBuilder routes) =>
        routes
            .MapGroup("/v1/transcripts")
            .WithTags("transcripts")
            .MapPost("/bulk", ChangeAsync)
            .WithName("v1_transcripts_bulk")
            .WithSummary("Do one thing to many of my transcripts")
            .RequireCaller();

    private static Task<BulkResponse> ChangeAsync(
        BulkRequest request,
        BulkChange change,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        if (request.Ids.Count is 0 or > Limit)
            throw Invalid("ids", $"List should have 1 to {Limit} items");
        foreach (var id in request.Ids)
            TextRules.Check("ids", id ?? throw Invalid("ids", "An id should not be null"), IdLimit);
        if (request is { Action: BulkAction.Share, ShareMode: null })
            throw Invalid("share_mode", "Field required");
        return change.ApplyAsync(request, caller, cancellationToken);
    }

    private static ApiValidationException Invalid(string field, string message) =>
        new("value_error", ["body", field], message);
}
