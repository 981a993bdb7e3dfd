using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts;
using Reflector.Server.Accounts.Requests;
using Reflector.Server.Database;
using Reflector.Server.Http;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Deletions;

internal static class DeletionEndpoints
{
    private const int MostDays = 36500;

    public static IEndpointRouteBuilder MapDeletions(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/v1/transcripts/{transcript_id}/deletions", ListOfTranscriptAsync)
            .WithName("v1_transcript_list_deletions")
            .WithSummary("What of a transcript is being deleted or proven gone, for its owner")
            .WithTags("deletion")
            .RequireCaller();
        routes
            .MapGet("/v1/deletions", ListAsync)
            .WithName("v1_deletions_list")
            .WithSummary("The ledger of everything that is or was to be deleted, newest first")
            .WithTags("deletion")
            .RequireAdministrator();
        routes
            .MapGet("/v1/retention/preview", PreviewAsync)
            .WithName("v1_retention_preview")
            .WithSummary("What goes next because it was kept long enough: mine, or for an administrator everybody's")
            .WithTags("deletion")
            .RequireCaller();
        routes
            .MapGet("/v1/audit", AuditAsync)
            .WithName("v1_audit_list")
            .WithSummary("What was deleted, when, why and by whom, newest first")
            .WithTags("deletion")
            .RequireAdministrator();
        return routes;
    }

    private static async Task<Page<DeletionView>> ListOfTranscriptAsync(
        string transcript_id,
        ReflectorDb db,
        Caller caller,
        CancellationToken cancellationToken,
        int? page = null,
        int? size = null
    )
    {
        var paging = Paging.From(page, size);
        var transcript = await db.Transcripts.AsNoTracking().ChangeableAsync(transcript_id, caller, cancellationToken);
        // Composed videos of its meeting hold its audio, too.
        var query = db
            .Deletions.AsNoTracking()
            .Where(row =>
                row.TranscriptId == transcript_id
                || (row.TranscriptId == null && row.MeetingId != null && row.MeetingId == transcript.MeetingId)
            )
            .OrderByDescending(row => row.RequestedAt)
            .ThenBy(row => row.Id);
        return await paging.ApplyAsync(query, DeletionView.Of, cancellationToken);
    }

    private static Task<Page<DeletionView>> ListAsync(
        ReflectorDb db,
        CancellationToken cancellationToken,
        bool? pending = null,
        int? page = null,
        int? size = null
    )
    {
        var paging = Paging.From(page, size);
        var query = db.Deletions.AsNoTracking();
        if (pending is { } isPending)
            query = query.Where(row => row.ProvenGoneAt == null == isPending);
        return paging.ApplyAsync(
            query.OrderByDescending(row => row.RequestedAt).ThenBy(row => row.Id),
            DeletionView.Of,
            cancellationToken
        );
    }

    private static Task<Page<RetentionItem>> PreviewAsync(
        ReflectorDb db,
        RetentionPlan plan,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellationToken,
        int days = 7,
        int? page = null,
        int? size = null
    )
    {
        if (days is < 0 or > MostDays)
            throw new ApiValidationException(
                "range",
                ["query", "days"],
                $"Input should be between 0 and {MostDays}",
                days
            );
        var paging = Paging.From(page, size);
        var userId = caller.RequiredUserId;
        var until = clock.GetUtcNow().AddDays(days);
        var isAdministrator = caller.IsAdministrator;
        var query = plan.Of(db)
            .Where(item => item.DueAt <= until && (isAdministrator || item.OwnerId == userId))
            .OrderBy(item => item.DueAt)
            .ThenBy(item => item.Id);
        return paging.ApplyAsync(
            query,
            item => new RetentionItem(
                Enum.Parse<RetentionKind>(item.Kind, ignoreCase: true),
                item.Id,
                item.OwnerId == userId ? item.Title : null,
                item.OwnerId,
                item.RoomId,
                item.RoomName,
                item.DueAt
            ),
            cancellationToken
        );
    }

    private static Task<Page<AuditItem>> AuditAsync(
        ReflectorDb db,
        CancellationToken cancellationToken,
        QueryEnum<AuditAction>? action = null,
        int? page = null,
        int? size = null
    )
    {
        var paging = Paging.From(page, size);
        var query = db.AuditEntries.AsNoTracking();
        if (action is { } wanted)
            query = query.Where(entry => entry.Action == wanted.Value);
        return paging.ApplyAsync(
            query.OrderByDescending(entry => entry.At).ThenBy(entry => entry.Id),
            entry => new AuditItem(
                entry.Id,
                entry.At,
                entry.ActorId,
                entry.Action,
                entry.Reason,
                entry.SubjectId,
                entry.MeetingId,
                entry.OwnerId
            ),
            cancellationToken
        );
    }
}
