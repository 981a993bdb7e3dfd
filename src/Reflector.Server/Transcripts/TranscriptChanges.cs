using Microsoft.EntityFrameworkCore;
using Reflector.Server.Database;

namespace Reflector.Server.Transcripts;

internal static class TranscriptChanges
{
    /// <summary>
    /// The highest <c>change_seq</c> that no running transaction can still go below: a reader who has seen everything up
    /// to it misses nothing by continuing behind it. To be asked for in a statement before the one that reads.
    /// </summary>
    public static async Task<long> SettledSeqAsync(this ReflectorDb db, CancellationToken cancellationToken) =>
        (
            await db
                .Database.SqlQuery<long>($"""SELECT settled_change_seq() AS "Value" """)
                .ToListAsync(cancellationToken)
        )[0];
}
