using Microsoft.EntityFrameworkCore;
using Reflector.Server.Deletions;

namespace Reflector.Server.Pipelines.Stages;

/// <summary>Enforces what the people in a meeting answered. What was uploaded by hand belongs to no meeting.</summary>
internal sealed class ConsentCleanupStage(ConsentEnforcement enforcement) : IStage
{
    public string Name => StageNames.ConsentCleanup;

    public async Task<StageOutcome> RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var meetingId = await MeetingOfAsync(context, cancellationToken);
        if (meetingId is null)
            return StageOutcome.Skip("Not recorded in a meeting: nobody was asked for consent.");
        var refusals = await context.QueryAsync(
            db => ConsentEnforcement.RefusalsAsync(db, meetingId, cancellationToken),
            cancellationToken
        );
        return new StageOutcome
        {
            Note =
                refusals.Count == 0
                    ? null
                    : "Somebody in the meeting did not want their audio kept: what the room does then is done.",
            // An answer that comes before this counts here; one that comes after it is enforced when it is given.
            Apply = (db, token) => enforcement.EnforceAsync(db, meetingId, token),
        };
    }

    private static async Task<string?> MeetingOfAsync(StageContext context, CancellationToken cancellationToken) =>
        context.Transcript.MeetingId
        ?? await context.QueryAsync(
            db =>
                db.Recordings.Where(recording => recording.Id == context.Transcript.RecordingId)
                    .Select(recording => recording.MeetingId)
                    .FirstOrDefaultAsync(cancellationToken),
            cancellationToken
        );
}
