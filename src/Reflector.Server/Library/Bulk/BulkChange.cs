using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts;
using Reflector.Server.Database;
using Reflector.Server.Http;
using Reflector.Server.Pipelines;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Library.Bulk;

/// <summary>
/// Does to many transcripts what can be done to one, each in a transaction of its own: what one of them refuses stops
/// none of the others.
/// </summary>
internal sealed class BulkChange(ReflectorDb db, TranscriptRemoval removal, ProcessingRequest processing)
{
    public async Task<BulkResponse> ApplyAsync(BulkRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var ids = request.Ids.Distinct(StringComparer.Ordinal).ToList();
        // Whether one of somebody else's exists is told to nobody.
        var readable = await db
            .Transcripts.ReadableBy(caller)
            .Where(transcript => ids.Contains(transcript.Id))
            .Select(transcript => transcript.Id)
            .ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
        var results = new List<BulkResult>();
        foreach (var id in ids)
        {
            var error = readable.Contains(id)
                ? await ErrorOfAsync(request, id, caller, cancellationToken)
                : "Transcript not found";
            results.Add(new(id, error));
        }
        return new(results);
    }

    private async Task<string?> ErrorOfAsync(
        BulkRequest request,
        string id,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await ApplyAsync(request, id, caller, cancellationToken);
            return null;
        }
        catch (ApiException refusal)
        {
            return refusal.Message;
        }
        finally
        {
            // What was refused half-way must not be saved with the next.
            db.ChangeTracker.Clear();
        }
    }

    private async Task ApplyAsync(BulkRequest request, string id, Caller caller, CancellationToken cancellationToken)
    {
        switch (request.Action)
        {
            case BulkAction.Delete:
                await removal.RemoveAsync(id, caller, cancellationToken);
                break;
            case BulkAction.Reprocess:
                await processing.StartAsync(id, caller, cancellationToken);
                break;
            default:
                var transcript = await db.Transcripts.ChangeableAsync(id, caller, cancellationToken);
                if (request.Action is BulkAction.Share)
                    transcript.ShareMode = request.ShareMode ?? transcript.ShareMode;
                else
                    transcript.Reviewed = request.Reviewed ?? true;
                await db.SaveChangesAsync(cancellationToken);
                break;
        }
    }
}
