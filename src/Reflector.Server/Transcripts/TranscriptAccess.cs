using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts;
using Reflector.Server.Database;
using Reflector.Server.Http;

namespace Reflector.Server.Transcripts;

/// <summary>Who may read and change a transcript.</summary>
internal static class TranscriptAccess
{
    /// <summary>
    /// Transcripts in the caller's list: their own, and what was recorded in shared rooms unless it is private. For
    /// somebody without an account, those that are nobody's or public.
    /// </summary>
    public static IQueryable<Transcript> ListedFor(
        this IQueryable<Transcript> transcripts,
        ReflectorDb db,
        Caller caller
    ) =>
        caller.UserId is null
            ? transcripts.Where(transcript => transcript.UserId == null || transcript.ShareMode == ShareMode.Public)
            : transcripts.Where(transcript =>
                transcript.UserId == caller.UserId
                || (
                    transcript.ShareMode != ShareMode.Private
                    && db.Rooms.Any(room => room.Id == transcript.RoomId && room.IsShared)
                )
            );

    /// <summary>The transcript, if the caller may read it.</summary>
    /// <exception cref="ApiException">404 when it does not exist, 403 when it is not the caller's to read.</exception>
    public static async Task<Transcript> ReadableAsync(
        this IQueryable<Transcript> transcripts,
        string id,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        await transcripts.ReadableBy(caller).FirstOrDefaultAsync(transcript => transcript.Id == id, cancellationToken)
        ?? throw (
            await transcripts.AnyAsync(transcript => transcript.Id == id, cancellationToken)
                ? ApiException.Forbidden("Transcript access denied")
                : ApiException.NotFound("Transcript not found")
        );

    /// <summary>The transcript, if the caller may change it: only its owner may.</summary>
    public static Task<Transcript> ChangeableAsync(
        this IQueryable<Transcript> transcripts,
        string id,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        transcripts
            .Where(transcript => transcript.UserId != null && transcript.UserId == caller.UserId)
            .OrNotAuthorizedAsync(transcripts, id, caller, cancellationToken);

    /// <summary>The transcript, if the caller may give it a recording or have it processed: its owner, or anybody when it has none.</summary>
    public static Task<Transcript> WritableAsync(
        this IQueryable<Transcript> transcripts,
        string id,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        transcripts
            .Where(transcript => transcript.UserId == null || transcript.UserId == caller.UserId)
            .OrNotAuthorizedAsync(transcripts, id, caller, cancellationToken);

    /// <summary>Those that the caller may read.</summary>
    public static IQueryable<Transcript> ReadableBy(this IQueryable<Transcript> transcripts, Caller caller) =>
        transcripts.Where(transcript =>
            transcript.UserId == null
            || transcript.UserId == caller.UserId
            || transcript.ShareMode == ShareMode.Public
            || (transcript.ShareMode == ShareMode.SemiPrivate && caller.UserId != null)
        );

    private static async Task<Transcript> OrNotAuthorizedAsync(
        this IQueryable<Transcript> allowed,
        IQueryable<Transcript> all,
        string id,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        if (await allowed.FirstOrDefaultAsync(transcript => transcript.Id == id, cancellationToken) is { } transcript)
            return transcript;
        await all.ReadableAsync(id, caller, cancellationToken);
        throw ApiException.Forbidden("Not authorized");
    }
}
