using Microsoft.EntityFrameworkCore;
using Reflector.Server.Database;
using Reflector.Server.Summaries.Templates;
using Reflector.Server.Transcripts;

namespace Reflector.Server.Pipelines.Stages;

/// <summary>What the room that a meeting was held in wishes for its summary.</summary>
internal static class RoomSummaries
{
    public static Task<SummaryStyle> StyleAsync(StageContext context, CancellationToken cancellationToken) =>
        context.QueryAsync(db => StyleAsync(db, context.Transcript, cancellationToken), cancellationToken);

    public static async Task<SummaryStyle> StyleAsync(
        ReflectorDb db,
        Transcript transcript,
        CancellationToken cancellationToken
    )
    {
        var room = transcript.RoomId is null
            ? null
            : await db
                .Rooms.AsNoTracking()
                .Where(room => room.Id == transcript.RoomId)
                .Select(room => new { room.SummaryTemplate, room.SummaryPrompt })
                .FirstOrDefaultAsync(cancellationToken);
        return SummaryStyle.Of(room?.SummaryTemplate, room?.SummaryPrompt);
    }
}
