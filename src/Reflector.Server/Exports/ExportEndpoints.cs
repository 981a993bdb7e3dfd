using Microsoft.AspNetCore.Http.Features;
using Reflector.Server.Accounts;
using Reflector.Server.Database;
using Reflector.Server.Http;

namespace Reflector.Server.Exports;

internal static class ExportEndpoints
{
    public static IEndpointRouteBuilder MapExports(this IEndpointRouteBuilder routes)
    {
        var transcripts = routes.MapGroup("/v1/transcripts").WithTags("transcripts");
        transcripts
            .MapGet("/{transcript_id}/export", ExportAsync)
            .WithName("v1_transcript_export")
            .WithSummary("A transcript as a file: text, Markdown, subtitles, JSON, DOCX or PDF")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");
        transcripts
            .MapGet("/export", ArchiveFromAddressAsync)
            .WithName("v1_transcripts_export")
            .WithSummary("Up to 200 transcripts as a ZIP, for a link")
            .Produces(StatusCodes.Status200OK, contentType: "application/zip");
        transcripts
            .MapPost("/export", ArchiveAsync)
            .WithName("v1_transcripts_export_many")
            .WithSummary("Up to 200 transcripts as a ZIP")
            .Produces(StatusCodes.Status200OK, contentType: "application/zip");
        return routes;
    }

    private static async Task<IResult> ExportAsync(
        string transcript_id,
        ReflectorDb db,
        TranscriptExport export,
        Caller caller,
        CancellationToken cancellationToken,
        QueryEnum<ExportFormat> format,
        bool timestamps = true,
        bool speakers = true,
        bool summary = true,
        bool topics = true,
        bool action_items = true,
        string? video = null
    )
    {
        var exported = await ExportedTranscript.ReadAsync(db, transcript_id, caller, cancellationToken);
        var shift = video is null ? 0 : await VideoOffset.OfAsync(db, exported.Transcript, video, cancellationToken);
        var options = new ExportOptions(timestamps, speakers, summary, topics, action_items, shift);
        var made = new MemoryStream();
        await export.WriteAsync(exported, format.Value, options, made, cancellationToken);
        made.Position = 0;
        return Results.File(
            made,
            format.Value.MediaType(),
            $"{ExportFileName.Of(exported.Title)}.{format.Value.Extension()}"
        );
    }

    private static Task<IResult> ArchiveFromAddressAsync(
        string[] ids,
        HttpContext context,
        ArchiveExport archive,
        Caller caller,
        CancellationToken cancellationToken,
        QueryEnum<ExportFormat>[]? formats = null,
        bool audio = false
    ) =>
        ArchiveAsync(
            new(ids, formats is { Length: > 0 } ? [.. formats.Select(format => format.Value)] : null, audio),
            context,
            archive,
            caller,
            cancellationToken
        );

    private static async Task<IResult> ArchiveAsync(
        ArchiveRequest request,
        HttpContext context,
        ArchiveExport archive,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var contents = await archive.CheckAsync(request, caller, cancellationToken);
        // The last bytes of a compressed entry are written when it is closed, which .NET does without await.
        context.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        return Results.Stream(
            stream => archive.WriteAsync(contents, caller, stream, cancellationToken),
            "application/zip",
            archive.FileName
        );
    }
}
