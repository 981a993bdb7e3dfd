using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Reflector.Server.Accounts;
using Reflector.Server.Accounts.Requests;
using Reflector.Server.Database;
using Reflector.Server.Deletions;
using Reflector.Server.Http;
using Reflector.Storage;

namespace Reflector.Server.Transcripts;

internal static class AudioEndpoints
{
    public static void MapAudio(this IEndpointRouteBuilder transcripts)
    {
        transcripts
            .MapGet("/{transcript_id}/audio/mp3", AudioAsync)
            .WithName("v1_transcript_get_audio_mp3")
            .WithSummary("The recording as MP3; understands ranges")
            .Produces(StatusCodes.Status200OK, contentType: "audio/mpeg")
            .Produces(StatusCodes.Status206PartialContent, contentType: "audio/mpeg");
        transcripts
            .MapMethods("/{transcript_id}/audio/mp3", [HttpMethods.Head], AudioAsync)
            .WithName("v1_transcript_head_audio_mp3")
            .WithSummary("Size and type of the MP3")
            .Produces(StatusCodes.Status200OK, contentType: "audio/mpeg");
        transcripts
            .MapPost("/{transcript_id}/audio/link", LinkAsync)
            .WithName("v1_transcript_create_audio_link")
            .WithSummary("An address of the MP3 that works for 15 minutes without cookie or key");
        transcripts
            .MapGet("/{transcript_id}/audio/waveform", WaveformAsync)
            .WithName("v1_transcript_get_audio_waveform")
            .WithSummary("255 peaks of the recording, 0 to 1");
    }

    private static async Task<IResult> AudioAsync(
        string transcript_id,
        HttpContext context,
        ReflectorDb db,
        IObjectStore store,
        AudioLinks links,
        Caller caller,
        CancellationToken cancellationToken,
        string? token = null
    )
    {
        if (caller.UserId is null && token is not null)
            caller = await links.ReadAsync(transcript_id, token, cancellationToken);
        var transcript = await db.Transcripts.AsNoTracking().ReadableAsync(transcript_id, caller, cancellationToken);
        if (await db.IsAudioWithheldAsync(transcript, cancellationToken))
            throw AudioAccess.Withheld();
        if (
            transcript.AudioKey is null
            || await store.HeadAsync(transcript.AudioKey, cancellationToken) is not { } audio
        )
            throw ApiException.NotFound("Audio file not found");
        var name = $"recording_{transcript_id.Split('-')[0]}.mp3";
        context.Response.Headers[HeaderNames.ContentEncoding] = "identity";
        return Results.Stream(
            new StoredObjectStream(store, audio),
            "audio/mpeg",
            HttpMethods.IsHead(context.Request.Method) ? null : name,
            audio.LastModified,
            enableRangeProcessing: true
        );
    }

    private static async Task<AudioLink> LinkAsync(
        string transcript_id,
        HttpRequest request,
        ReflectorDb db,
        AudioLinks links,
        OwnAddresses addresses,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var transcript = await db.Transcripts.AsNoTracking().ReadableAsync(transcript_id, caller, cancellationToken);
        if (await db.IsAudioWithheldAsync(transcript, cancellationToken))
            throw AudioAccess.Withheld();
        var (token, expiresAt) = links.Create(transcript_id, caller);
        return new($"{addresses.LinkBase(request)}/v1/transcripts/{transcript_id}/audio/mp3?token={token}", expiresAt);
    }

    private static async Task<AudioWaveform> WaveformAsync(
        string transcript_id,
        ReflectorDb db,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var transcript = await db.Transcripts.AsNoTracking().ReadableAsync(transcript_id, caller, cancellationToken);
        return new(transcript.Waveform ?? throw ApiException.NotFound("Audio not found"));
    }
}
