using Microsoft.EntityFrameworkCore;
using Reflector.Server.Accounts.People;
using Reflector.Server.Database;

namespace Reflector.Server.Transcripts;

internal sealed class TranscriptPossession : IPossession
{
    public string Plural => "transcripts";

    public Task<int> CountAsync(ReflectorDb db, string userId, CancellationToken cancellationToken) =>
        db.Transcripts.CountAsync(transcript => transcript.UserId == userId, cancellationToken);

    public Task MoveAsync(ReflectorDb db, string fromUserId, string toUserId, CancellationToken cancellationToken) =>
        db
            .Transcripts.Where(transcript => transcript.UserId == fromUserId)
            .ExecuteUpdateAsync(row => row.SetProperty(transcript => transcript.UserId, toUserId), cancellationToken);
}
