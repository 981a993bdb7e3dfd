using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Reflector.Server.Accounts;
using Reflector.Server.Http;

namespace Reflector.Server.Uploads;

internal static class UploadEndpoints
{
    public static IEndpointRouteBuilder MapUploads(this IEndpointRouteBuilder routes)
    {
        var upload = routes.MapGroup("/v1/transcripts/{transcript_id}/record/upload").WithTags("transcripts");
        upload
            .MapPost("/", PutChunkAsync)
            .WithName("v1_transcript_record_upload")
            .WithSummary("Upload a recording, whole or in chunks")
            .WithMetadata(new UnlimitedRequestSize())
            .DisableAntiforgery();
        upload
            .MapGet("/", ProgressAsync)
            .WithName("v1_transcript_get_upload")
            .WithSummary("Which chunks of an unfinished upload have arrived");
        upload
            .MapDelete("/", CancelAsync)
            .WithName("v1_transcript_cancel_upload")
            .WithSummary("Give an unfinished upload up");
        return routes;
    }

    private static async Task<UploadStatus> PutChunkAsync(
        string transcript_id,
        HttpRequest request,
        ChunkedUpload upload,
        Caller caller,
        CancellationToken cancellationToken,
        int chunk_number,
        int total_chunks
    )
    {
        if (total_chunks is < 1 or > 100_000)
            throw new ApiValidationException(
                "range",
                ["query", "total_chunks"],
                "Input should be between 1 and 100000",
                total_chunks
            );
        if (chunk_number < 0 || chunk_number >= total_chunks)
            throw new ApiValidationException(
                "range",
                ["query", "chunk_number"],
                "Input should be between 0 and total_chunks - 1",
                chunk_number
            );
        var (fileName, content) = await ReadChunkAsync(request, cancellationToken);
        await upload.PutAsync(
            new(transcript_id, fileName, chunk_number, total_chunks, content),
            caller,
            cancellationToken
        );
        return UploadStatus.Ok;
    }

    private static Task<UploadProgress> ProgressAsync(
        string transcript_id,
        ChunkedUpload upload,
        Caller caller,
        CancellationToken cancellationToken
    ) => upload.ProgressAsync(transcript_id, caller, cancellationToken);

    private static async Task<UploadStatus> CancelAsync(
        string transcript_id,
        ChunkedUpload upload,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await upload.CancelAsync(transcript_id, caller, cancellationToken);
        return UploadStatus.Ok;
    }

    /// <summary>The multipart field <c>chunk</c> as a stream: nothing of it is buffered.</summary>
    private static async Task<(string FileName, Stream Content)> ReadChunkAsync(
        HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        if (
            !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary
        )
            throw Missing();
        var reader = new MultipartReader(boundary, request.Body);
        try
        {
            while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
            {
                if (
                    section.GetContentDispositionHeader() is { } disposition
                    && disposition.IsFileDisposition()
                    && disposition.Name.Equals("chunk")
                )
                    return (
                        HeaderUtilities
                            .RemoveQuotes(
                                disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName
                            )
                            .ToString(),
                        section.Body
                    );
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw Missing();
        }
        throw Missing();
    }

    private static ApiValidationException Missing() =>
        new("missing", ["body", "chunk"], "Field required: a file named chunk");

    private sealed class UnlimitedRequestSize : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => null;
    }
}

internal sealed record UploadStatus(string Status)
{
    public static UploadStatus Ok { get; } = new("ok");
}

/// <param name="TotalChunks">Null when no upload was begun.</param>
internal sealed record UploadProgress(int? TotalChunks, IReadOnlyList<int> ReceivedChunks, long ReceivedBytes);
