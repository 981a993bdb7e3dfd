using Microsoft.Net.Http.Headers;
using Reflector.Server.Database;
using Reflector.Server.Deletions;
using Reflector.Server.Http;
using Reflector.Storage;
using Reflector.Storage.Local;

namespace Reflector.Server.Recordings;

/// <summary>Answers the signed addresses of a local store; other stores answer theirs themselves.</summary>
internal static class FileEndpoints
{
    public static void MapRecordings(this IEndpointRouteBuilder app)
    {
        var files = app.MapGroup("/v1/files").WithTags("files");
        files
            .MapGet("/{**key}", ReadAsync)
            .WithName("v1_files_get")
            .WithSummary("A stored file, by a signed address and without cookie or key; understands ranges")
            .Produces(StatusCodes.Status200OK, contentType: ContentTypes.Bytes)
            .Produces(StatusCodes.Status206PartialContent, contentType: ContentTypes.Bytes);
        files
            .MapMethods("/{**key}", [HttpMethods.Head], ReadAsync)
            .WithName("v1_files_head")
            .WithSummary("Size and type of a stored file")
            .Produces(StatusCodes.Status200OK, contentType: ContentTypes.Bytes);
    }

    private static async Task<IResult> ReadAsync(
        IObjectStore store,
        ReflectorDb db,
        HttpResponse response,
        CancellationToken cancellationToken,
        string key = "",
        long expires = 0,
        string signature = "",
        string? filename = null
    )
    {
        if (store is not LocalObjectStore local)
            throw ApiException.NotFound("File not found");
        if (!local.IsSigned(key, expires, filename, signature))
            throw ApiException.Unauthorized("Invalid or expired address");
        if (await db.IsKeyWithheldAsync(key, cancellationToken))
            throw AudioAccess.Withheld();
        var file = await store.HeadAsync(key, cancellationToken) ?? throw ApiException.NotFound("File not found");
        response.Headers[HeaderNames.CacheControl] = "private, no-cache";
        response.Headers[HeaderNames.ContentEncoding] = "identity";
        response.Headers[HeaderNames.ContentDisposition] = SignedAddress.Disposition(filename) ?? "inline";
        return Results.Stream(
            new StoredObjectStream(store, file),
            ContentTypes.Of(key),
            lastModified: file.LastModified,
            entityTag: new EntityTagHeaderValue($"\"{file.Sha256}\""),
            enableRangeProcessing: true
        );
    }
}
