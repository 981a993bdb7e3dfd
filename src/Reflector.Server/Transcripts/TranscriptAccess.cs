using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts;
using Reflector.Server.Http;

namespace Reflector.Server.Transcripts;

/// <summary>Who may read and change a transcript.</summary>
internal static class TranscriptAccess
{
    /// <summary>Transcripts in the caller's own list.</summary>
    public static IQueryable<Transcript> ListedFor(this IQueryable<Transcript> transcripts, Caller caller) =>
        transcripts.Where(transcript => transcript.UserId == caller.UserId);

    /// <summary>The transcript, if the caller may read it.</summary>
    /// <exception cref="ApiException">404 when it does not exist, 403 when it is not the caller's to read.</exception>
    public static async Task<Transcript> ReadableAsync(
        this IQueryable<Transcript> transcripts,
        string id,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var transcript =
            await transcripts.FirstOrDefaultAsync(transcript => transcript.Id == id, cancellationToken)
            ?? throw ApiException.NotFound("Transcript not found");
        var readable =
            transcript.UserId is null
            || transcript.UserId == caller.UserId
            || transcript.ShareMode is ShareMode.Public
            || (transcript.ShareMode is ShareMode.SemiPrivate && caller.UserId is not null);
        return readable ? transcript : throw ApiException.Forbidden("Transcript access denied");
    }

    /// <summary>The transcript, if the caller may change it: only its owner may.</summary>
    public static async Task<Transcript> ChangeableAsync(
        this IQueryable<Transcript> transcripts,
        string id,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var transcript = await transcripts.ReadableAsync(id, caller, cancellationToken);
        return transcript.UserId is not null && transcript.UserId == caller.UserId
            ? transcript
            : throw ApiException.Forbidden("Not authorized");
    }

    /// <summary>The transcript, if the caller may give it a recording or have it processed: its owner, or anybody when it has none.</summary>
    public static async Task<Transcript> WritableAsync(
        this IQueryable<Transcript> transcripts,
        string id,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var transcript = await transcripts.ReadableAsync(id, caller, cancellationToken);
        return transcript.UserId is null || transcript.UserId == caller.UserId
            ? transcript
            : throw ApiException.Forbidden("Not authorized");
    }
}
